using System.Text.Json;
using ServerlessReadiness.Application.Signals;

namespace ServerlessReadiness.Cli.Commands;

/// <summary>What a dead letter says of itself.</summary>
/// <param name="Function">The function that failed over it; null where it never got to one.</param>
/// <param name="Reason">Why it failed.</param>
/// <param name="Signal">The signal inside, shortened.</param>
internal sealed record LetterContent(string? Function, string Reason, string Signal)
{
    private const int SignalShownMax = 300;

    public static LetterContent Of(string body)
    {
        using var document = WireJson.TryParse(body, out var problem);
        if (document is null)
        {
            return new LetterContent(null, $"its text is not JSON: {problem}", Short(body));
        }

        var json = document.RootElement;
        var inner = json.Member("requestPayload");
        if (inner.ValueKind == JsonValueKind.Undefined)
        {
            // SNS could not deliver it, so no function has seen it.
            return new LetterContent(null, "SNS could not hand it over", Short(json.Text("Message") ?? body));
        }

        var context = json.Member("requestContext");
        var answer = json.Member("responsePayload");
        var reason = answer.Text("errorMessage") ?? context.Text("condition") ?? "not said";
        return new LetterContent(
            context.Text("functionArn") is { } arn ? WithoutVersion(arn) : null,
            reason,
            Short(inner.GetRawText()));
    }

    /// <summary>Lambda names the version that failed; what goes on today is the function's present one.</summary>
    private static string WithoutVersion(string arn) =>
        arn.EndsWith(":$LATEST", StringComparison.Ordinal) ? arn[..arn.LastIndexOf(':')] : arn;

    private static string Short(string text) => text.Length <= SignalShownMax ? text : text[..SignalShownMax] + "…";
}
