using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Application.Runs;

/// <summary>
/// Calls a person. A page is a run of one step, committed with the decision that asks for it, so a crash between the
/// decision and the message cannot lose it.
/// </summary>
public sealed class Pages(Ids ids)
{
    public static readonly RunbookName Runbook = RunbookName.Parse("page");

    private const int SubjectLengthMax = 100;
    private const string MailStep = "mail";
    private const int WordsLengthMax = 200;
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    /// <summary>A component that stands in where a page is about none of the plan's.</summary>
    public static Component Nobody { get; } = new(
        ComponentName.Parse("none"),
        new Resource.StandaloneInstances("000000000000", "none", []),
        0,
        0,
        0,
        Timeout,
        [Budget.DefaultFor(ActionClass.None)]);

    public RunInHand About(
        EventId eventId,
        int planVersion,
        Component? component,
        RunTrigger trigger,
        string verdict,
        string reason,
        DateTimeOffset now,
        string? howTo = null)
    {
        var about = component ?? Nobody;
        var subject = $"[{eventId}] {about.Name}: {verdict}";
        subject = subject.Length <= SubjectLengthMax ? subject : subject[..SubjectLengthMax];
        var text = $"""
            Event: {eventId}
            Component: {about.Name}
            Cause: {trigger.Describe()}
            What: {verdict}
            Why: {reason}
            Since: {now:u}

            {howTo ?? $"Automation did nothing more about this. Look with: readiness status --event {eventId}"}
            """;
        var page = new StepAction.CallPerson(verdict, Gravities.Of(verdict, howTo is not null), subject, text, Line(reason));
        return Start(eventId, planVersion, about, trigger, [new RunbookStep("tell", page, Timeout)], now);
    }

    /// <summary>Writes to a contact in their language; where that cannot be mailed, and without one, to the topic.</summary>
    /// <param name="eventId">The event.</param>
    /// <param name="plan">The plan in force, which names the sender; null where it cannot be read.</param>
    /// <param name="planVersion">Its version.</param>
    /// <param name="contact">Whom; null for whoever reads the notifications.</param>
    /// <param name="kind">What it is about; repeats of one kind may be gathered at the topic.</param>
    /// <param name="gravity">How long it may wait there.</param>
    /// <param name="letter">Composes it in a language.</param>
    /// <param name="now">The present. It is due at once.</param>
    public RunInHand To(
        EventId eventId,
        CompiledPlan? plan,
        int planVersion,
        Contact? contact,
        string kind,
        Gravity gravity,
        Func<Language, Document> letter,
        DateTimeOffset now)
    {
        var shared = letter(Language.English);
        var subject = $"[{eventId}] {shared.Title}";
        var tell = new RunbookStep(
            "tell",
            new StepAction.CallPerson(kind, gravity, subject, PlainText.Write(shared), Line(shared.Title)),
            Timeout);
        EquatableList<RunbookStep> steps = contact is not null && plan?.Reports.From is { } from
            ? [MailTo(contact, from, letter(contact.Language ?? plan.Reports.FirstLanguage)), tell with { InsteadOf = MailStep }]
            : [tell];
        var hand = Start(eventId, planVersion, Nobody, new RunTrigger.ByPlan(kind), steps, now);
        return hand with { Run = hand.Run with { DueAt = now } };
    }

    /// <summary>In one line and not too long: the digest keeps one for each kind.</summary>
    private static string Line(string words)
    {
        var line = words.ReplaceLineEndings(" ");
        return line.Length <= WordsLengthMax ? line : $"{line[..WordsLengthMax]}…";
    }

    private static RunbookStep MailTo(Contact contact, string from, Document letter) => new(
        MailStep,
        new StepAction.Mail(from, contact.Address, letter.Title, PlainText.Write(letter), HtmlPage.Write(letter)),
        Timeout,
        OnFailure.Continue);

    private RunInHand Start(
        EventId eventId,
        int planVersion,
        Component about,
        RunTrigger trigger,
        EquatableList<RunbookStep> steps,
        DateTimeOffset now)
    {
        var run = Run.Start(
            eventId,
            ids.Next(),
            new Runbook(Runbook, steps),
            about.Name,
            null,
            planVersion,
            trigger,
            now);
        return new RunInHand(about, run with { DueAt = now + Lease.Duration }, 0, null, 0);
    }
}
