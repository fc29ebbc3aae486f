using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Reports;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Core.Timeline;

namespace ServerlessReadiness.Core.Snapshots;

/// <summary>
/// Makes the page's document of what was read. Colour, reasons and numbers are those of the report that leaders would
/// get at that moment: page and mail never disagree. Every list has its bound, so that the document has one too.
/// </summary>
public static class SnapshotComposer
{
    /// <summary>How far back charts go.</summary>
    public static readonly TimeSpan ChartOver = TimeSpan.FromHours(3);

    /// <summary>Newest lines of the journal on the page.</summary>
    public const int LinesMax = 100;

    private const int ChartsMax = 16;
    private const int ComponentsMax = 60;
    private const int AlarmsMax = 60;
    private const int RunsMax = 30;
    private const int EndedMax = 8;
    private const int RunbooksMax = 60;
    private const int IssuesMax = 40;
    private const int TasksMax = 6;
    private const int WordsMax = 400;

    public static EventSnapshot Compose(SnapshotFacts facts, DateTimeOffset? nextAt)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var read = facts.Report;
        var (plan, head, now) = (read.Plan, read.Head, read.Now);
        var report = ReportMaker.Make(read, new ReportDue(now, ReportKind.Regular, []), []);
        return new EventSnapshot(
            plan.Event,
            plan.Name,
            now,
            nextAt,
            head.PlanVersion,
            head.Phase,
            head.Mode,
            head.ModeReason,
            head.Cancelling,
            plan.Schedule,
            plan.TimeZone,
            plan.Offsets,
            plan.WarRoom,
            report.Colour,
            Speech.Reasons(report, plan),
            Speech.Coming(report, plan),
            EquatableList.From(report.Metrics.Take(ChartsMax).Select(m => MetricChart.Of(read, m))),
            EquatableList.From(read.Components.Take(ComponentsMax).Select(c => Component(read, report, c))),
            EquatableList.From(facts.Names.Select(n => NameOf(n.Component, n.Records))),
            Alarms(read),
            Runs(read),
            EquatableList.From(plan.Runbooks.Take(RunbooksMax).Select(RunbookOf)),
            EquatableList.From(plan.Contingencies.Select(c => ContingencyOf(c, read))),
            Issues(read),
            Tasks(facts),
            Journal(read),
            facts.DeadLetters is { } queues ? EquatableList.From(queues) : null,
            report.Unseen)
        {
            WrittenAt = now,
            ForecastRate = report.ForecastRate,
            ExtraSpend = report.ExtraSpend,
        };
    }

    /// <summary>
    /// A snapshot with what the table tells now: what somebody commanded shows at once, not a minute later. What is
    /// measured, and the colour that rests on it, stays as of when it was measured.
    /// </summary>
    /// <param name="snapshot">The one before.</param>
    /// <param name="stored">What was read of the table alone.</param>
    public static EventSnapshot Touch(EventSnapshot snapshot, ReportFacts stored)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(stored);
        var head = stored.Head;
        return snapshot with
        {
            Phase = head.Phase,
            Mode = head.Mode,
            ModeReason = head.ModeReason,
            Cancelling = head.Cancelling,
            Components = EquatableList.From(snapshot.Components.Select(c => Touch(c, stored))),
            Alarms = Alarms(stored),
            Runs = Runs(stored),
            Issues = Issues(stored),
            Journal = Journal(stored),
        };
    }

    private static ComponentView Touch(ComponentView shown, ReportFacts stored) =>
        stored.Components.FirstOrDefault(c => c.Component.Name == shown.Component) is { } reading
            ? shown with { Level = LevelOf(reading), Hold = reading.HoldAt(stored.Now), Run = RunOn(reading, stored.Now) }
            : shown;

    private static int LevelOf(ComponentReading reading) => reading.State?.Ladder?.InForce ?? 0;

    private static RunId? RunOn(ComponentReading reading, DateTimeOffset now) =>
        reading.Resource?.Lease is { } lease && now < lease.ExpiresAt ? lease.Holder : null;

    private static EquatableList<AlarmView> Alarms(ReportFacts facts) =>
        EquatableList.From(facts.Firing.OrderBy(a => a.Since).Take(AlarmsMax).Select(a => AlarmOf(a, facts.Now)));

    private static EquatableList<ReportedIssue> Issues(ReportFacts facts) =>
        EquatableList.From(facts.Issues.Where(i => i.IsOpen).OrderBy(i => i.OpenedAt).Take(IssuesMax).Select(Brief));

    private static EquatableList<JournalView> Journal(ReportFacts facts) =>
        EquatableList.From(facts.Journal.OrderByDescending(l => l.At).Take(LinesMax).Select(LineOf));

    private static ComponentView Component(ReportFacts facts, Report report, ComponentReading reading)
    {
        var (component, row) = (reading.Component, report.Capacity.FirstOrDefault(r =>
            r.Component == reading.Component.Name));
        return new ComponentView(
            component.Name,
            component.Resource.Label,
            component.Floor,
            component.Ceiling,
            reading.InService,
            row?.Wanted,
            reading.Bounds,
            LevelOf(reading),
            facts.Plan.FindLadder(component.Name) is { } ladder
                ? EquatableList.From(ladder.Levels.Select(l => l.Name))
                : [],
            reading.HoldAt(facts.Now),
            RunOn(reading, facts.Now));
    }

    private static NameView NameOf(Component component, RecordsSnapshot? records)
    {
        var name = component.Resource is Resource.DnsRecords dns ? dns.Name : component.Name.Value;
        if (records is null)
        {
            return new NameView(component.Name, name, []);
        }

        var isWeighted = records.Records.Count > 0 && records.Records.All(r => r.Weight is not null);
        var shares = isWeighted ? DnsShares.Of(records.Records) : [];
        return new NameView(component.Name, name, EquatableList.From(records.Records.Select(r => new EndpointView(
            r.SetIdentifier,
            r.Weight,
            isWeighted ? DnsShares.In(shares, r.SetIdentifier) : null,
            r.Failover,
            records.HealthOf(r)?.Healthy))));
    }

    private static AlarmView AlarmOf(AlarmMemory alarm, DateTimeOffset now) => new(
        alarm.Alarm.Value,
        alarm.Alarm.Name,
        alarm.Contributor,
        alarm.Since,
        Cut(alarm.Reason),
        alarm.Verdict,
        alarm.Run,
        alarm.Acknowledged is { } known && now < known.Until ? known : null);

    private static EquatableList<RunView> Runs(ReportFacts facts)
    {
        var alive = facts.Runs.Select(RunOf).ToList();

        // A fleet that grows answers a hook for every instance: those that went well are in the journal.
        var ended = facts.Ended
            .Where(r => r.Trigger is not RunTrigger.ByHook || r.State != RunState.Done)
            .OrderByDescending(r => r.EndedAt)
            .Take(EndedMax)
            .Select(RunOf);
        return EquatableList.From(alive
            .OrderByDescending(r => r.Asks is not null)
            .ThenBy(r => r.CreatedAt)
            .Concat(ended)
            .Take(RunsMax));
    }

    private static RunView RunOf(Run run)
    {
        var asking = run.IsOver ? null : run.Steps.FirstOrDefault(s => s.State == StepState.Asking);
        return new RunView(
            run.Id,
            run.Runbook,
            run.Component,
            run.Instance?.Value,
            run.Trigger.Describe(),
            run.State,
            Cut(run.Reason),
            run.CreatedAt,
            run.EndedAt,
            asking?.Step.Approval is { } terms
                ? new QuestionView(asking.Step.Name, Cut(terms.Question), terms.Roles, asking.Approval?.ExpiresAt)
                : null,
            EquatableList.From(run.Steps.Select(s => new StepView(s.Step.Name, s.State, Cut(s.Reason)))));
    }

    private static RunbookView RunbookOf(Runbook runbook) => new(
        runbook.Name,
        EquatableList.From(runbook.Steps.Select(s => s.Name)),
        runbook.Steps.Any(s => s.Approval is not null),
        runbook.Parameters);

    private static ContingencyView ContingencyOf(Contingency contingency, ReportFacts facts) => new(
        contingency.Name,
        contingency.Scenario,
        contingency.Runbook,
        contingency.Component,
        contingency.RecoveryTime,
        facts.Contingencies.FirstOrDefault(c => c.Name == contingency.Name)?.Doubt);

    private static ReportedIssue Brief(Issue issue)
    {
        var told = ReportedIssue.Of(issue);
        return told with { Summary = Cut(told.Summary), PlanOfAction = Cut(told.PlanOfAction) };
    }

    private static EquatableList<TaskView> Tasks(SnapshotFacts facts)
    {
        var clocks = new PlanClocks(facts.Report.Plan);
        var (english, korean) = (new Wording(Language.English, clocks), new Wording(Language.Korean, clocks));
        return EquatableList.From(facts.Tasks
            .Where(t => !t.IsDone)
            .OrderBy(t => t.Due)
            .Take(TasksMax)
            .Select(t => new TaskView(
                t.Id.Value,
                TaskWords.Of(t.Task.Text, english),
                TaskWords.Of(t.Task.Text, korean),
                t.Owner,
                t.Due)));
    }

    private static JournalView LineOf(JournalEntry line) =>
        new(line.At, line.Kind, line.Verdict, Cut(line.Reason), line.Component, line.Alarm?.Name, line.Run);

    private static string Cut(string words) => ReportWords.Cut(words, WordsMax);
}
