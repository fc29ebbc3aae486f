using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions.Traffic;

/// <summary>
/// Leaves an Availability Zone: a listener's load balancer by a zonal shift, a group by its subnets once replacements
/// serve elsewhere. The last zone is never left.
/// </summary>
public sealed class ZoneAwayRules : IActionRules
{
    /// <summary>The longest that Application Recovery Controller lets a zonal shift last.</summary>
    public static readonly TimeSpan ShiftMax = TimeSpan.FromDays(3);

    /// <summary>The shortest.</summary>
    public static readonly TimeSpan ShiftMin = TimeSpan.FromMinutes(1);

    public string Name => ActionNames.ZoneAway;

    public ActionClass Class => ActionClass.Traffic;

    public ObservationNeeds Needs => ObservationNeeds.Zones | ObservationNeeds.Capacity | ObservationNeeds.Record;

    public bool Handles(StepAction action) => action is StepAction.ZoneAway;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Component.Resource switch
        {
            Resource.Listener listener => ZoneShift.Away(context, listener),
            Resource.AutoScalingGroup group => ZoneLeave.Away(context, group),
            var other => new ActionMove.Refuse($"{other.Label} has no zones that could be left"),
        };
    }

    public ActionMove Undo(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Component.Resource is Resource.Listener listener
            ? ZoneShift.TakeBack(context, listener)
            : ZoneLeave.TakeBack(context);
    }
}
