using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions;

/// <summary>
/// Calls people, once. The text is as it was written with the decision: a brace in an alarm's reason is no placeholder.
/// </summary>
public sealed class CallPersonRules : IActionRules
{
    public string Name => ActionNames.CallPerson;

    public ActionClass Class => ActionClass.None;

    public ObservationNeeds Needs => ObservationNeeds.None;

    public bool Handles(StepAction action) => action is StepAction.CallPerson;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Did<Change.Publish>(undoing: false))
        {
            return new ActionMove.Done("the message was published");
        }

        if (context.AfterFailure(undoing: false) is { } move)
        {
            return move;
        }

        var page = (StepAction.CallPerson)context.Step.Step.Do;
        var change = new Change.Publish(
            $"{context.Run.Id}/{context.Step.Step.Name}",
            NotifyRules.SubjectOf(page.Subject, $"Readiness: {context.Run.Event}"),
            page.Text);
        return new ActionMove.Perform(change, "a person is called");
    }

    public ActionMove Undo(StepContext context) => new ActionMove.Done("a message cannot be taken back");
}
