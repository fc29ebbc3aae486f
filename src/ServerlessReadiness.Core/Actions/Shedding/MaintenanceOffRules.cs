using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions.Shedding;

/// <summary>
/// Takes every page of ours away. Load is no reason to refuse: a page that stays up is worse, and what it turned away
/// is not known.
/// </summary>
public sealed class MaintenanceOffRules : IActionRules
{
    public string Name => ActionNames.MaintenanceOff;

    public ActionClass Class => ActionClass.Traffic;

    public bool TakesBack => true;

    public ObservationNeeds Needs => MaintenanceOnRules.PageNeeds;

    /// <summary>A listener has at most 100 rules by default, and each of ours may be deleted twice.</summary>
    public int EffectsMax => 200;

    public bool Handles(StepAction action) => action is StepAction.MaintenanceOff;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Component.Resource switch
        {
            Resource.Listener listener => ListenerPage.TakeOff(context, listener),
            Resource.DnsRecords records => StaticPage.TakeOff(context, records),
            var other => new ActionMove.Refuse(MaintenanceOnRules.Unfit(other)),
        };
    }

    public ActionMove Undo(StepContext context) =>
        new ActionMove.Done("the page stays off; maintenance.on puts it up where it is needed");
}
