using ServerlessReadiness.Core.Actions.Settings;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions.Shedding;

/// <summary>Takes the limit back to the restore point: mostly, the rule of ours is removed.</summary>
public sealed class RateRestoreRules : IActionRules
{
    public string Name => ActionNames.RateRestore;

    public ActionClass Class => ActionClass.Traffic;

    public bool TakesBack => true;

    public ObservationNeeds Needs => SettingSteps.Needs;

    public bool Handles(StepAction action) => action is StepAction.RateRestore;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return SettingSteps.GiveBack(context, SettingService.WebAclRateLimit);
    }

    public ActionMove Undo(StepContext context) =>
        new ActionMove.Done("the limit stays as before the event; rate.limit sets it where it is needed");
}
