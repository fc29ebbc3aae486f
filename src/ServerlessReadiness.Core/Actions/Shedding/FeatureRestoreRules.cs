using ServerlessReadiness.Core.Actions.Settings;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions.Shedding;

/// <summary>Gives the parameters that were set back the values of the restore point.</summary>
public sealed class FeatureRestoreRules : IActionRules
{
    public string Name => ActionNames.FeatureRestore;

    public ActionClass Class => ActionClass.Traffic;

    public bool TakesBack => true;

    public ObservationNeeds Needs => SettingSteps.Needs;

    public bool Handles(StepAction action) => action is StepAction.FeatureRestore;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return SettingSteps.GiveBack(context, SettingService.SsmParameters);
    }

    public ActionMove Undo(StepContext context) =>
        new ActionMove.Done("the features stay restored; feature.reduce reduces them where it is needed");
}
