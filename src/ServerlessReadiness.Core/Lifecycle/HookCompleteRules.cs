using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Lifecycle;

/// <summary>
/// Ends the wait, once. Completing an action that is over already is done too: the time-out, a person or another
/// process was quicker, and there is nothing left to decide.
/// </summary>
public sealed class HookCompleteRules : HookRules<StepAction.HookComplete>
{
    public override string Name => ActionNames.HookComplete;

    protected override ActionMove Next(StepContext context, StepAction.HookComplete action, InstanceId instance)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(action);
        if (context.DoneEffects<Change.CompleteHook>(undoing: false) is [.., { Change: Change.CompleteHook done }])
        {
            return new ActionMove.Done(done.Abandon
                ? $"{instance} is given up: {HookRuns.FailureOf(context.Run)}"
                : $"Auto Scaling goes on with {instance}");
        }

        var hook = (RunTrigger.ByHook)context.Run.Trigger;
        var group = ((Resource.AutoScalingGroup)context.Component.Resource).Name;
        var failure = HookRuns.FailureOf(context.Run);
        return new ActionMove.Perform(
            new Change.CompleteHook(
                group,
                hook.Hook,
                instance,
                hook.Token,
                failure is not null && action.AbandonOnFailure),
            failure is null ? "every step is done" : $"as the plan states for a failure: {failure}");
    }
}
