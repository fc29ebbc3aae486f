using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions;

/// <summary>Writes to one contact, once. What cannot be mailed is told to the topic by the step that stands in.</summary>
public sealed class MailRules : IActionRules
{
    public string Name => ActionNames.Mail;

    public ActionClass Class => ActionClass.None;

    public ObservationNeeds Needs => ObservationNeeds.None;

    public bool Handles(StepAction action) => action is StepAction.Mail;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Did<Change.SendMail>(undoing: false))
        {
            return new ActionMove.Done("the mail was sent");
        }

        if (context.AfterFailure(undoing: false) is { } move)
        {
            return move;
        }

        var mail = (StepAction.Mail)context.Step.Step.Do;
        var token = $"{context.Run.Id}/{context.Step.Step.Name}";
        return new ActionMove.Perform(
            new Change.SendMail(token, mail.From, mail.To, mail.Subject, mail.Text, mail.Html),
            "a contact is told");
    }

    public ActionMove Undo(StepContext context) => new ActionMove.Done("a mail cannot be taken back");
}
