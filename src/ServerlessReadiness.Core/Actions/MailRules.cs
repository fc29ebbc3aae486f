using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Actions;

/// <summary>Writes to one contact, once. What cannot be mailed is told to the topic by the step that stands in.</summary>
public sealed class MailRules : MessageRules<StepAction.Mail, Change.SendMail>
{
    public override string Name => ActionNames.Mail;

    protected override string Sent => "the mail was sent";

    protected override string Why => "a contact is told";

    protected override Change.SendMail MessageOf(StepAction.Mail step, string token, StepContext context)
    {
        ArgumentNullException.ThrowIfNull(step);
        return new Change.SendMail(token, step.From, step.To, step.Subject, step.Text, step.Html);
    }
}
