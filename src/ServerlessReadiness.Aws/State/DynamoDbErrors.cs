using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;

namespace ServerlessReadiness.Aws.State;

/// <summary>Turns trouble with the table into a <see cref="PortException"/>: table, cause, next step.</summary>
internal static class DynamoDbErrors
{
    /// <param name="table">The table's name.</param>
    /// <param name="what">What was being done, as in "read EVENT#1 / HEAD".</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">The caller's: its cancellation is not trouble.</param>
    public static async Task<T> CallAsync<T>(
        string table,
        string what,
        Func<Task<T>> call,
        CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception cause) when (AwsFailures.IsTrouble(cause, cancellationToken))
        {
            throw Translate(table, what, cause);
        }
    }

    public static PortException Translate(string table, string what, Exception cause)
    {
        var failure = AwsFailures.Classify(cause);
        // The SDK reports a late answer as its own cancellation, sometimes wrapped; "canceled" would blame the caller.
        var said = cause.GetBaseException() is OperationCanceledException or TimeoutException
            || cause is OperationCanceledException or TimeoutException
                ? "no answer in time"
                : cause.Message.Trim().TrimEnd('.');
        var message = $"Table {table}: could not {what}: {said}. {NextStep(failure, table)}";
        return new PortException(failure, message, cause);
    }

    public static PortException Throttled(string table, string what, Exception? cause = null) => new(
        PortFailure.Throttled,
        $"Table {table}: could not {what}: DynamoDB kept asking to slow down. {NextStep(PortFailure.Throttled, table)}",
        cause);

    private static string NextStep(PortFailure failure, string table) => failure switch
    {
        PortFailure.Throttled =>
            "Nothing happened; try again later, and look at the table's throttle metrics if it goes on.",
        PortFailure.Denied => "Nothing happened; grant the action named here to the role, or renew its credentials.",
        PortFailure.NotFound =>
            $"Create it with `readiness local init`, or deploy the stack and set READINESS_TABLE (now '{table}').",
        PortFailure.Refused => "Nothing happened; the same request will be refused again, so correct what it names.",
        _ => "A write may or may not have happened: read again, then decide.",
    };
}
