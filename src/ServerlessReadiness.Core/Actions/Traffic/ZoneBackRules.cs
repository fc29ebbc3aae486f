using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions.Traffic;

/// <summary>
/// Takes a zone back into use: our zonal shifts are cancelled, a group gets back the subnets of its restore point. What
/// capacity was added elsewhere stays; the return to normal takes it back.
/// </summary>
public sealed class ZoneBackRules : IActionRules
{
    public string Name => ActionNames.ZoneBack;

    public ActionClass Class => ActionClass.Traffic;

    public bool TakesBack => true;

    public ObservationNeeds Needs => ObservationNeeds.Zones | ObservationNeeds.Record;

    public bool Handles(StepAction action) => action is StepAction.ZoneBack;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Component.Resource switch
        {
            Resource.Listener listener => ZoneShift.Back(context, listener),
            Resource.AutoScalingGroup group => ZoneLeave.Back(context, group),
            var other => new ActionMove.Refuse($"{other.Label} has no zones that could have been left"),
        };
    }

    public ActionMove Undo(StepContext context) =>
        new ActionMove.Done("the zone stays in use; zone.away leaves it where that is needed");
}
