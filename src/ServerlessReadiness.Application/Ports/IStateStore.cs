using ServerlessReadiness.Application.State;

namespace ServerlessReadiness.Application.Ports;

/// <summary>
/// The one table. Knows addresses, JSON and versions, nothing of the domain. The in-memory store and the DynamoDB
/// store pass the same contract tests.
/// </summary>
/// <remarks>
/// Outages and refusals of the service surface as <see cref="PortException"/>; lost races do not, they are values.
/// </remarks>
public interface IStateStore
{
    /// <summary>
    /// Reads documents consistently, in one round trip for up to 100 addresses. What is absent is left out.
    /// </summary>
    Task<IReadOnlyList<StateDocument>> ReadAsync(
        IReadOnlyCollection<StateAddress> addresses,
        CancellationToken cancellationToken);

    /// <summary>Writes everything or nothing: at most 100 writes, no address twice.</summary>
    Task<SaveOutcome> CommitAsync(IReadOnlyList<StateWrite> writes, CancellationToken cancellationToken);

    /// <summary>Reads one page of a partition, consistently.</summary>
    Task<StatePage> QueryAsync(StateQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Documents whose due instant is at or before <paramref name="until"/>, earliest first, at most
    /// <paramref name="limit"/>. The index may lag behind the table, so a reader claims each by a conditional write.
    /// </summary>
    Task<IReadOnlyList<StateDocument>> DueAsync(DateTimeOffset until, int limit, CancellationToken cancellationToken);
}
