using ServerlessReadiness.Core.Actions.Settings;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions.Automations;

/// <summary>
/// Sets parameters for what the plan has no better word for. What they do nobody here can know, so it counts as
/// traffic, the strongest class.
/// </summary>
public sealed class ParameterSetRules : IActionRules
{
    public string Name => ActionNames.ParameterSet;

    public ActionClass Class => ActionClass.Traffic;

    public ObservationNeeds Needs => SettingSteps.Needs;

    public bool Handles(StepAction action) => action is StepAction.ParameterSet;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return SettingSteps.Reach(
            context,
            SettingService.SsmParameters,
            ((StepAction.ParameterSet)context.Step.Step.Do).Values,
            $"{context.Component.Resource.Label} are set");
    }

    public ActionMove Undo(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return SettingSteps.TakeBack(context);
    }
}
