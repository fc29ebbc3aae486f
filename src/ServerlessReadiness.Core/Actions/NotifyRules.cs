using System.Text.RegularExpressions;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions;

/// <summary>
/// Tells people, once. The token names run and step, so that a reader recognises a repeat after a crash.
/// </summary>
public sealed partial class NotifyRules : IActionRules
{
    /// <summary>What SNS takes as a mail's subject: ASCII, no control characters, at most this many.</summary>
    public const int SubjectCharactersMax = 100;

    public string Name => ActionNames.Notify;

    public ActionClass Class => ActionClass.None;

    public ObservationNeeds Needs => ObservationNeeds.None;

    public bool Handles(StepAction action) => action is StepAction.Notify;

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

        var message = (StepAction.Notify)context.Step.Step.Do;
        var subject = SubjectOf(Fill(message.Subject, context), $"Readiness: {context.Component.Name}");
        var token = $"{context.Run.Id}/{context.Step.Step.Name}";
        return new ActionMove.Perform(
            new Change.Publish(token, subject, Fill(message.Text, context)),
            "the runbook tells people");
    }

    public ActionMove Undo(StepContext context) => new ActionMove.Done("a message cannot be taken back");

    /// <summary>A subject as SNS takes it.</summary>
    internal static string SubjectOf(string text, string ifEmpty)
    {
        var ascii = new string([.. text.Select(c => char.IsAscii(c) && !char.IsControl(c) ? c : '?')]).Trim();
        var subject = ascii.Length == 0 ? ifEmpty : ascii;
        return subject.Length <= SubjectCharactersMax ? subject : subject[..SubjectCharactersMax].TrimEnd();
    }

    // One pass, so that a placeholder inside an alarm's name or reason stays text.
    private static string Fill(string template, StepContext context) =>
        Placeholder().Replace(template, match => match.Value switch
        {
            "{component}" => context.Component.Name.Value,
            "{alarm}" => context.Run.Trigger is RunTrigger.ByAlarm alarm
                ? alarm.Alarm.Name
                : $"no alarm ({context.Run.Trigger.Describe()})",
            "{instance}" => context.Instance?.Value ?? "no instance",
            "{reason}" => context.Run.Reason,
            var parameter => context.Run.Parameters.FirstOrDefault(p => $"{{{p.Name}}}" == parameter)?.Value
                ?? parameter,
        });

    [GeneratedRegex("\\{[a-z][a-zA-Z0-9]*\\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
