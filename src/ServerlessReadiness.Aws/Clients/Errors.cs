using Amazon.Runtime;
using ServerlessReadiness.Application.Ports;

namespace ServerlessReadiness.Aws.Clients;

/// <summary>
/// The one place that puts trouble with a service into words: thing, cause, next step. What kind of trouble it is says
/// <see cref="AwsFailures"/>.
/// </summary>
internal static class Errors
{
    private const int WordsMax = 400;
    private static readonly string[] Looks = ["Describe", "Get", "List"];

    public static PortException Translate(AwsCall call, Exception trouble)
    {
        var failure = AwsFailures.Classify(trouble);
        return Translate(call, trouble, failure, NextStep(failure, call));
    }

    /// <summary>For an adapter that knows more about its service's refusals than the code tells.</summary>
    public static PortException Translate(AwsCall call, Exception trouble, PortFailure failure, string nextStep) => new(
        failure,
        $"{call.Thing} in account {call.Location.Account}, {call.Location.Region}: {call.Operation} "
        + $"{Happened(failure)} ({Cause(trouble)}). {nextStep}",
        trouble);

    private static string Happened(PortFailure failure) => failure switch
    {
        PortFailure.Throttled => "was throttled",
        PortFailure.Denied => "was denied",
        PortFailure.NotFound => "found nothing",
        PortFailure.Refused => "was refused",
        _ => "gave no usable answer",
    };

    private static string NextStep(PortFailure failure, AwsCall call) => failure switch
    {
        // Whoever only looked has changed nothing, and has nothing to look after.
        PortFailure.Throttled when IsLook(call) => "Try again later.",
        PortFailure.Denied when IsLook(call) =>
            $"To read it, allow {call.Operation} for the role that acts in account {call.Location.Account}.",
        PortFailure.Unavailable when IsLook(call) => "Try again later.",
        PortFailure.Throttled => "Nothing was changed; try again later.",
        PortFailure.Denied =>
            $"Nothing was changed; allow {call.Operation} for the role that acts in account {call.Location.Account}.",
        PortFailure.NotFound => $"Check the name, account and region in {call.NamedIn}.",
        PortFailure.Refused => "Look at its present state, then decide again.",
        _ => "Look whether it took effect, then try again.",
    };

    private static string Cause(Exception trouble) => trouble switch
    {
        AmazonServiceException { ErrorCode: { Length: > 0 } code } service => $"{code}: {Words(service.Message)}",
        AmazonServiceException service when (int)service.StatusCode > 0 =>
            $"HTTP {(int)service.StatusCode}: {Words(service.Message)}",
        OperationCanceledException or TimeoutException => "time-out",
        _ => Words((trouble.InnerException ?? trouble).Message),
    };

    private static bool IsLook(AwsCall call)
    {
        var action = call.Operation[(call.Operation.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return Array.Exists(Looks, l => action.StartsWith(l, StringComparison.Ordinal));
    }

    // The SDK hangs whole pages of HTML on a message, and points at what only a debugger shows.
    private static string Words(string message)
    {
        var end = message.IndexOf(" with HTTP Body:", StringComparison.Ordinal);
        var words = (end < 0 ? message : message[..end])
            .Replace(" See inner exception for details.", "", StringComparison.Ordinal)
            .ReplaceLineEndings(" ")
            .TrimEnd();
        return words.Length <= WordsMax ? words : string.Concat(words.AsSpan(0, WordsMax), "…");
    }
}
