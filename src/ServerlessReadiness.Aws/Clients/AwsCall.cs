using ServerlessReadiness.Application.Ports;

namespace ServerlessReadiness.Aws.Clients;

/// <summary>One call of a service, with the words that an error about it needs.</summary>
/// <param name="Thing">What it is about, such as <c>group web-asg</c>.</param>
/// <param name="Location">Where that is.</param>
/// <param name="Operation">As an IAM policy spells it, such as <c>autoscaling:SetDesiredCapacity</c>.</param>
/// <param name="NamedIn">Who says what the thing is called: where to look when it does not exist.</param>
internal sealed record AwsCall(string Thing, Location Location, string Operation, string NamedIn = "the plan")
{
    /// <summary>Sends it under the identity for its account.</summary>
    /// <exception cref="PortException">For trouble with the service, the network or our rights.</exception>
    public async Task<T> SendAsync<T>(AwsClients clients, Func<Task<T>> send, CancellationToken cancellationToken)
    {
        await clients.PrepareAsync(Location, cancellationToken);
        return await GuardAsync(send, cancellationToken);
    }

    /// <summary>Sends it and puts trouble into words.</summary>
    public async Task<T> GuardAsync<T>(Func<Task<T>> send, CancellationToken cancellationToken)
    {
        try
        {
            return await send();
        }
        catch (Exception trouble) when (AwsFailures.IsTrouble(trouble, cancellationToken))
        {
            throw Errors.Translate(this, trouble);
        }
    }

    /// <summary>For a read that may fail without harm: null then.</summary>
    public async Task<T?> GlanceAsync<T>(AwsClients clients, Func<Task<T>> send, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await SendAsync(clients, send, cancellationToken);
        }
        catch (PortException)
        {
            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
