using ServerlessReadiness.Application.Ports;

namespace ServerlessReadiness.Application.Tests.Review;

/// <summary>One account's dashboards.</summary>
internal sealed class FakeDashboards : IDashboards
{
    public Dictionary<string, string> Bodies { get; } = [];

    public int Writes { get; private set; }

    public int Looks { get; private set; }

    /// <summary>What each look ends with; null for none.</summary>
    public PortException? Failure { get; set; }

    public Task<string?> FindAsync(string name, CancellationToken cancellationToken)
    {
        Looks++;
        return Failure is null
            ? Task.FromResult(Bodies.GetValueOrDefault(name))
            : Task.FromException<string?>(Failure);
    }

    public Task<IReadOnlyList<string>> PutAsync(string name, string body, CancellationToken cancellationToken)
    {
        Writes++;
        Bodies[name] = body;
        return Task.FromResult<IReadOnlyList<string>>([]);
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        Bodies.Remove(name);
        return Task.CompletedTask;
    }
}
