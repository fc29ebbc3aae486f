using ServerlessReadiness.Core.PostMortems;

namespace ServerlessReadiness.Application.Ports;

/// <summary>What the account was charged.</summary>
public interface IBills
{
    /// <summary>What resources with a tag cost, by service.</summary>
    /// <param name="tag">A tag that is activated for cost allocation.</param>
    /// <param name="from">The first day, in UTC.</param>
    /// <param name="until">The day after the last one.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="PortException">It could not be read.</exception>
    Task<Bill> ReadAsync(BillTag tag, DateOnly from, DateOnly until, CancellationToken cancellationToken);
}
