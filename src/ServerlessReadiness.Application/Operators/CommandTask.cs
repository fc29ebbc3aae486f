using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Operators;

/// <summary>A command that may be done, with what it is decided on.</summary>
/// <param name="Accepted">Its record so far.</param>
/// <param name="Caller">Who gives it; null where only the record still knows.</param>
/// <param name="Head">The event's head.</param>
/// <param name="HeadVersion">The head's version.</param>
/// <param name="Plan">The plan in force.</param>
/// <param name="Now">The present.</param>
internal sealed record CommandTask(
    CommandRecord Accepted,
    Caller? Caller,
    EventHead Head,
    long HeadVersion,
    CompiledPlan Plan,
    DateTimeOffset Now)
{
    public OperatorRequest Request => Accepted.Request;

    public EventId Event => Accepted.Request.Event;

    public string Who => Accepted.Who;

    public EquatableList<string> Roles => Caller is null ? [] : RoleMembership.Of(Plan.Roles, Caller);

    public bool IsByOperator => Caller is not null && CommandPolicy.IsOperator(Caller, Plan);
}
