using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Actions;

/// <summary>
/// Calls people, once. The text is as it was written with the decision: a brace in an alarm's reason is no placeholder.
/// </summary>
public sealed class CallPersonRules : MessageRules<StepAction.CallPerson, Change.Publish>
{
    public override string Name => ActionNames.CallPerson;

    protected override string Sent => "the message was published";

    protected override string Why => "a person is called";

    protected override Change.Publish MessageOf(StepAction.CallPerson step, string token, StepContext context)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(context);
        return new Change.Publish(
            token,
            NotifyRules.SubjectOf(step.Subject, $"Readiness: {context.Run.Event}"),
            step.Text);
    }
}
