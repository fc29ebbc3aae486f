using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Lifecycle;

/// <summary>
/// What the actions on an instance that waits in a lifecycle hook have in common. They touch that instance alone,
/// which serves nobody yet or no more, so they are in no budget's class.
/// </summary>
public abstract class HookRules<TAction> : IActionRules
    where TAction : StepAction
{
    public abstract string Name { get; }

    public ActionClass Class => ActionClass.None;

    public virtual ObservationNeeds Needs => ObservationNeeds.Waiting;

    public bool Handles(StepAction action) => action is TAction;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context switch
        {
            { Run.Trigger: not RunTrigger.ByHook } => new ActionMove.Refuse(
                $"{Name} is for instances that wait in a lifecycle hook; put it under hooks in the plan"),
            { Instance: { } instance } => context.AfterFailure(undoing: false)
                ?? Next(context, (TAction)context.Step.Step.Do, instance),
            _ => new ActionMove.Refuse("the hook names no instance"),
        };
    }

    // Auto Scaling takes the instance and what hangs on it away when the hook is abandoned.
    public ActionMove Undo(StepContext context) => new ActionMove.Done("what was done to the instance stays with it");

    protected abstract ActionMove Next(StepContext context, TAction action, InstanceId instance);

    /// <summary>One of alike things, so chosen that many instances at once do not all take the first.</summary>
    protected static string Choose(StepContext context, EquatableList<string> free, InstanceId instance)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(free);
        var start = 0;
        foreach (var character in instance.Value)
        {
            start = ((start * 31) + character) & 0xFFFF;
        }

        // Another instance was quicker with the one that failed, and the next try takes the one after it.
        return free[(start + context.Step.Effects.Count) % free.Count];
    }
}
