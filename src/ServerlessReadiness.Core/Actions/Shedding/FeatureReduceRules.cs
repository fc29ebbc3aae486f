using ServerlessReadiness.Core.Actions.Settings;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions.Shedding;

/// <summary>Sets parameters that the application reads, so that it does less for each request.</summary>
public sealed class FeatureReduceRules : IActionRules
{
    public string Name => ActionNames.FeatureReduce;

    public ActionClass Class => ActionClass.Traffic;

    public ObservationNeeds Needs => SettingSteps.Needs;

    public bool Handles(StepAction action) => action is StepAction.FeatureReduce;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return SettingSteps.Reach(
            context,
            SettingService.SsmParameters,
            ((StepAction.FeatureReduce)context.Step.Step.Do).Values,
            $"{context.Component.Resource.Label} make the application do less");
    }

    public ActionMove Undo(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return SettingSteps.TakeBack(context);
    }
}
