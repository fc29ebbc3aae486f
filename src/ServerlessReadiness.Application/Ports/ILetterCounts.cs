using ServerlessReadiness.Core.Snapshots;

namespace ServerlessReadiness.Application.Ports;

/// <summary>How much waits where what failed is kept.</summary>
public interface ILetterCounts
{
    /// <summary>The queues in which something waits, about; empty when all are empty.</summary>
    /// <exception cref="PortException">They could not be read.</exception>
    Task<IReadOnlyList<QueueView>> CountAsync(CancellationToken cancellationToken);
}
