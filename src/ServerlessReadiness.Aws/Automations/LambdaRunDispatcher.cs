using System.Text;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Aws.Automations;

/// <summary>
/// Hands due runs to the Executor function by asynchronous invocation: Lambda queues the hand-over and answers at once.
/// Executor claims a run conditionally, so one that is handed over twice is gone on with once.
/// </summary>
public sealed class LambdaRunDispatcher : IRunDispatcher
{
    public const string Variable = "READINESS_EXECUTOR_FUNCTION";

    private readonly AwsClients _clients;
    private readonly string _function;
    private readonly Location _location;

    /// <param name="clients">All clients.</param>
    /// <param name="region">Our own region, where a function that is given by name is looked for.</param>
    /// <param name="function">Executor's name or ARN; either may end in an alias.</param>
    /// <exception cref="ArgumentException">It is neither.</exception>
    public LambdaRunDispatcher(AwsClients clients, string region, string function)
    {
        _clients = clients;
        _function = function;
        _location = LocationOf(function) ?? new Location(clients.HomeAccount, region);
    }

    /// <exception cref="PortException">
    /// Never Refused, which Clock takes for a run that cannot be read: a hand-over that is refused is tried again.
    /// </exception>
    public Task DispatchAsync(EventId eventId, RunId run, CancellationToken cancellationToken) =>
        InvokeAsync(HandOver.Write(eventId, run), cancellationToken);

    /// <exception cref="PortException">As above.</exception>
    public Task DispatchAsync(EventId eventId, CommandId command, CancellationToken cancellationToken) =>
        InvokeAsync(HandOver.Write(eventId, command), cancellationToken);

    private async Task InvokeAsync(string handOver, CancellationToken cancellationToken)
    {
        using var payload = new MemoryStream(Encoding.UTF8.GetBytes(handOver));
        var request = new InvokeRequest
        {
            FunctionName = _function,
            InvocationType = InvocationType.Event,
            PayloadStream = payload,
        };
        try
        {
            // A repeat is harmless, so the SDK may retry as it does with reads.
            await new AwsCall($"function {_function}", _location, "lambda:InvokeFunction", Variable).SendAsync(
                _clients,
                () => _clients.Lambda(_location, ClientUse.Read).InvokeAsync(request, cancellationToken),
                cancellationToken);
        }
        catch (PortException refusal) when (refusal.Failure == PortFailure.Refused)
        {
            throw new PortException(PortFailure.Unavailable, refusal.Message, refusal);
        }
    }

    /// <summary>The account and region of an ARN; null for a name.</summary>
    private static Location? LocationOf(string function) => FunctionName.TryParse(function, out var location)
        ? location
        : throw new ArgumentException(
            $"\"{function}\" is neither the name nor the ARN of a Lambda function, NAME or "
            + $"arn:aws:lambda:REGION:ACCOUNT:function:NAME; set {Variable} to one.",
            nameof(function));
}
