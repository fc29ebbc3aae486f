using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions;

/// <summary>Waits since the step was begun. The run holds no lease meanwhile, when it waits for long.</summary>
public sealed class PauseRules : IActionRules
{
    public string Name => ActionNames.Wait;

    public ActionClass Class => ActionClass.None;

    public ObservationNeeds Needs => ObservationNeeds.None;

    public bool Handles(StepAction action) => action is StepAction.Pause;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var pause = ((StepAction.Pause)context.Step.Step.Do).For;
        var until = (context.Step.StartedAt ?? context.Now) + pause;
        return context.Now >= until
            ? new ActionMove.Done($"waited until {until:u}")
            : new ActionMove.Wait(until - context.Now, $"waits until {until:u}, as the runbook says");
    }

    public ActionMove Undo(StepContext context) => new ActionMove.Done("a wait leaves nothing behind");
}
