using ServerlessReadiness.Core.Events;
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
        var step = new RunbookStep("tell", new StepAction.Notify(subject, text), Timeout, OnFailure.Stop);
        var run = Run.Start(
            eventId,
            ids.Next(),
            new Runbook(Runbook, [step]),
            about.Name,
            null,
            planVersion,
            trigger,
            now);
        return new RunInHand(about, run with { DueAt = now + Lease.Duration }, 0, null, 0);
    }
}
