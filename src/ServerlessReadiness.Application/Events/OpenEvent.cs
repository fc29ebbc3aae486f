using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Events;

/// <summary>An open event and its plan.</summary>
public sealed record OpenEvent(EventListing Listing, CompiledPlan Plan)
{
    public EventId Id => Listing.Event;
}
