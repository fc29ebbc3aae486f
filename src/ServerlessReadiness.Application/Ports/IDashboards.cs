namespace ServerlessReadiness.Application.Ports;

/// <summary>CloudWatch dashboards of the account and region that we run in, by name.</summary>
/// <remarks>Every method throws <see cref="PortException"/>.</remarks>
public interface IDashboards
{
    /// <summary>The dashboard's body; null when there is none of that name.</summary>
    Task<string?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Creates or replaces it.</summary>
    /// <returns>What CloudWatch finds wrong with parts of the body; empty for nothing.</returns>
    Task<IReadOnlyList<string>> PutAsync(string name, string body, CancellationToken cancellationToken);

    /// <summary>Removes it; one that is gone already is no trouble.</summary>
    Task DeleteAsync(string name, CancellationToken cancellationToken);
}
