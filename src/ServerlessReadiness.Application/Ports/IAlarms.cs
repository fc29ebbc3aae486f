using ServerlessReadiness.Core.Alarms;

namespace ServerlessReadiness.Application.Ports;

/// <summary>What CloudWatch says of alarms at this moment.</summary>
public interface IAlarms
{
    /// <summary>
    /// The present state of alarms, as transitions into it with source Sweep. Batched by the adapter. An alarm that
    /// does not exist is left out.
    /// </summary>
    /// <param name="location">Account and region of all of them.</param>
    /// <param name="names">Exact names, metric and composite alarms mixed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<AlarmTransition>> ReadAsync(
        Location location,
        IReadOnlyCollection<string> names,
        CancellationToken cancellationToken);

    /// <summary>
    /// The present state of every alarm whose name starts with the prefix; an empty prefix reads all alarms of the
    /// account and region. For patterns, whose alarms may never have been heard of.
    /// </summary>
    Task<IReadOnlyList<AlarmTransition>> ReadByPrefixAsync(
        Location location,
        string prefix,
        CancellationToken cancellationToken);
}
