using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions;

/// <summary>Changes nothing: what is checked are the step's conditions, and the run decides on them.</summary>
public sealed class CheckRules : IActionRules
{
    public string Name => ActionNames.Check;

    public ActionClass Class => ActionClass.None;

    public ObservationNeeds Needs => ObservationNeeds.None;

    public bool Handles(StepAction action) => action is StepAction.Check;

    public ActionMove Next(StepContext context) => new ActionMove.Done("all that was to be checked holds");

    public ActionMove Undo(StepContext context) => new ActionMove.Done("a check leaves nothing behind");
}
