using System.Text.RegularExpressions;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Actions;

/// <summary>Tells people what a runbook says, once, with what is known filled in.</summary>
public sealed partial class NotifyRules : MessageRules<StepAction.Notify, Change.Publish>
{
    /// <summary>What SNS takes as a mail's subject: ASCII, no control characters, at most this many.</summary>
    public const int SubjectCharactersMax = 100;

    public override string Name => ActionNames.Notify;

    protected override string Sent => "the message was published";

    protected override string Why => "the runbook tells people";

    protected override Change.Publish MessageOf(StepAction.Notify step, string token, StepContext context)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(context);
        return new Change.Publish(
            token,
            SubjectOf(Fill(step.Subject, context), $"Readiness: {context.Component.Name}"),
            Fill(step.Text, context));
    }

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
