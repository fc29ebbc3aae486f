using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.PostMortems;

namespace ServerlessReadiness.Application.PostMortems;

/// <summary>Adds to an event's facts what its days cost: from the pre-warm's day to that of the close, in UTC.</summary>
public sealed class BillReader(IBills bills)
{
    /// <summary>A bill that cannot be read is told with the reason; the rest of the facts stays.</summary>
    public async Task<EventFacts> AddAsync(EventFacts facts, BillTag tag, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var from = DateOnly.FromDateTime(facts.Plan.Schedule.Prewarm.UtcDateTime);
        var until = DateOnly.FromDateTime(facts.KnownUntil.UtcDateTime).AddDays(1);
        if (until <= from)
        {
            return facts with { BillUnreadable = "the event has not begun, so nothing of it is charged yet" };
        }

        try
        {
            return facts with { Bill = await bills.ReadAsync(tag, from, until, cancellationToken) };
        }
        catch (PortException e)
        {
            return facts with { BillUnreadable = e.Message };
        }
    }
}
