namespace ServerlessReadiness.Application.Ports;

/// <summary>CloudWatch dashboards by name.</summary>
/// <remarks>Every method throws <see cref="PortException"/>.</remarks>
public interface IDashboards
{
    /// <summary>The dashboard's body; null when there is none of that name.</summary>
    Task<string?> FindAsync(Location location, string name, CancellationToken cancellationToken);

    /// <summary>Creates or replaces it.</summary>
    /// <returns>What CloudWatch finds wrong with parts of the body; empty for nothing.</returns>
    Task<IReadOnlyList<string>> PutAsync(
        Location location,
        string name,
        string body,
        CancellationToken cancellationToken);

    /// <summary>Removes it; one that is gone already is no trouble.</summary>
    Task DeleteAsync(Location location, string name, CancellationToken cancellationToken);
}
