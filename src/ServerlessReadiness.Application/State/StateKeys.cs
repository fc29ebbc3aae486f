using System.Globalization;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Phases.Prewarm;
using ServerlessReadiness.Core.Phases.Watches;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Recovery;
using ServerlessReadiness.Core.Reports;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Canary;
using ServerlessReadiness.Core.Review.Limits;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Snapshots;
using ServerlessReadiness.Core.Timeline;

namespace ServerlessReadiness.Application.State;

/// <summary>Where each kind of document lives: the one place that spells keys.</summary>
public static class StateKeys
{
    public const string EventsPk = "EVENTS";
    public const string AlarmPrefix = "ALARM#";
    public const string RunPrefix = "RUN#";
    public const string ComponentPrefix = "COMPONENT#";

    /// <summary>What Clock reads each minute of hooks and of what AWS announced.</summary>
    public const string LifecyclePrefix = "LIFE#";
    public const string HookPrefix = LifecyclePrefix + "HOOK#";
    public const string NoticePrefix = LifecyclePrefix + "NOTICE#";
    public const string IssuePrefix = "ISSUE#";
    public const string CommandPrefix = "COMMAND#";
    public const string TaskPrefix = "TASK#";
    public const string ContactPrefix = "CONTACT#";
    public const string EscalationPrefix = "ESCALATION#";
    public const string DigestSk = "DIGEST";
    public const string ReportPrefix = "REPORT#";
    public const string CheckPrefix = "CHECK#";
    public const string ReviewPrefix = "REVIEW#";
    public const string QuotaRequestPrefix = "QUOTAREQUEST#";

    /// <summary>A burst spreads over this many partitions; each takes about 1,000 writes a second.</summary>
    public const int JournalShards = 4;

    public static StateKey<EventListing> Listing(EventListing listing) => new(
        EventsPk,
        $"{listing.Start.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}#{listing.Event}",
        StateJson.Default.EventListing);

    public static StateKey<EventHead> Head(EventId eventId) => new(
        EventPk(eventId),
        "HEAD",
        StateJson.Default.EventHead);

    public static StateKey<CompiledPlan> Plan(EventId eventId, int version) => new(
        EventPk(eventId),
        $"PLAN#{version.ToString("D6", CultureInfo.InvariantCulture)}",
        StateJson.Default.CompiledPlan);

    public static StateKey<ComponentState> Component(EventId eventId, ComponentName component) =>
        new(EventPk(eventId), ComponentPrefix + component, StateJson.Default.ComponentState);

    public static StateKey<ResourceState> Resource(string resource) =>
        new($"RESOURCE#{resource}", "RESOURCE", StateJson.Default.ResourceState);

    public static StateKey<AlarmMemory> Alarm(EventId eventId, AlarmId alarm, string? contributor) => new(
        EventPk(eventId),
        contributor is null ? AlarmPrefix + alarm : $"{AlarmPrefix}{alarm}#{contributor}",
        StateJson.Default.AlarmMemory);

    public static StateKey<QuotaReading> Quota(EventId eventId, ComponentName component) =>
        new(EventPk(eventId), $"QUOTA#{component}", StateJson.Default.QuotaReading);

    public static StateKey<Issue> Issue(EventId eventId, RunId id) =>
        new(EventPk(eventId), IssuePrefix + id, StateJson.Default.Issue);

    public static StateKey<CommandRecord> Command(EventId eventId, CommandId id) =>
        new(EventPk(eventId), CommandPrefix + id, StateJson.Default.CommandRecord);

    public static StateKey<StageProgress> Stages(EventId eventId) =>
        new(EventPk(eventId), "STAGES", StateJson.Default.StageProgress);

    public static StateKey<ReturnProgress> Return(EventId eventId) =>
        new(EventPk(eventId), "RETURN", StateJson.Default.ReturnProgress);

    public static StateKey<SpendProgress> Spend(EventId eventId) =>
        new(EventPk(eventId), "SPEND", StateJson.Default.SpendProgress);

    public static StateKey<MetricBaseline> Baseline(EventId eventId) =>
        new(EventPk(eventId), "BASELINE", StateJson.Default.MetricBaseline);

    /// <summary>What was normal in a window that a person chose.</summary>
    public static StateKey<MetricBaseline> ChosenBaseline(EventId eventId) =>
        new(EventPk(eventId), "NORMAL", StateJson.Default.MetricBaseline);

    /// <summary>The last proof that an alarm comes to a person.</summary>
    public static StateKey<CanaryRecord> Canary(EventId eventId) =>
        new(EventPk(eventId), "CANARY", StateJson.Default.CanaryRecord);

    public static StateKey<DrillRecord> Drill(EventId eventId, string contingency) =>
        new(EventPk(eventId), $"DRILL#{contingency}", StateJson.Default.DrillRecord);

    public static StateKey<TaskRecord> Task(EventId eventId, TaskId task) =>
        new(EventPk(eventId), TaskPrefix + task, StateJson.Default.TaskRecord);

    public static StateKey<TimelineMemory> Timeline(EventId eventId) =>
        new(EventPk(eventId), "TIMELINE", StateJson.Default.TimelineMemory);

    public static StateKey<ContactRecord> Contact(EventId eventId, string name) =>
        new(EventPk(eventId), ContactPrefix + name, StateJson.Default.ContactRecord);

    /// <summary>An issue, or a run that asks, that waits for somebody.</summary>
    public static StateKey<EscalationRecord> Escalation(EventId eventId, RunId subject) =>
        new(EventPk(eventId), EscalationPrefix + subject, StateJson.Default.EscalationRecord);

    public static StateKey<PageDigest> Digest(EventId eventId) =>
        new(EventPk(eventId), DigestSk, StateJson.Default.PageDigest);

    /// <summary>A report by its id, which is in the order of time.</summary>
    public static StateKey<Report> Report(EventId eventId, string id) =>
        new(EventPk(eventId), ReportPrefix + id, StateJson.Default.Report);

    /// <summary>What the war-room page shows.</summary>
    public static StateKey<EventSnapshot> Snapshot(EventId eventId) =>
        new(EventPk(eventId), "SNAPSHOT", StateJson.Default.EventSnapshot);

    public static StateKey<ReportWatchRecord> ReportWatch(EventId eventId) =>
        new(EventPk(eventId), "REPORTWATCH", StateJson.Default.ReportWatchRecord);

    /// <summary>The answer to an item of the architecture review, such as REL-03.</summary>
    public static StateKey<CheckRecord> Check(EventId eventId, string item) =>
        new(EventPk(eventId), CheckPrefix + item, StateJson.Default.CheckRecord);

    public static StateKey<ReviewSummary> Review(EventId eventId, DateTimeOffset at) => new(
        EventPk(eventId),
        ReviewPrefix + at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        StateJson.Default.ReviewSummary);

    /// <summary>The event's last request for a quota, by <see cref="QuotaRequestRecord.Name"/>.</summary>
    public static StateKey<QuotaRequestRecord> QuotaRequest(EventId eventId, string name) =>
        new(EventPk(eventId), QuotaRequestPrefix + name, StateJson.Default.QuotaRequestRecord);

    public static StateKey<Run> Run(EventId eventId, RunId run) =>
        new(EventPk(eventId), RunPrefix + run, StateJson.Default.Run);

    /// <summary>One instance in one hook: a document of its own, so that a burst of hooks shares none.</summary>
    public static StateKey<HookMemory> Hook(EventId eventId, string hook, InstanceId instance) =>
        new(EventPk(eventId), $"{HookPrefix}{instance}#{hook}", StateJson.Default.HookMemory);

    /// <summary>A trouble that AWS announced; of the event as a whole without a component.</summary>
    public static StateKey<NoticeMemory> Notice(EventId eventId, ComponentName? component, IssueKind kind) =>
        new(EventPk(eventId), $"{NoticePrefix}{kind}#{component?.Value ?? "-"}", StateJson.Default.NoticeMemory);

    /// <summary>A journal line's place. Its id makes lines of one millisecond distinct and spreads them.</summary>
    public static StateKey<JournalEntry> Journal(EventId eventId, DateTimeOffset at, RunId id) => new(
        JournalPk(eventId, id.Value[^1] % JournalShards),
        $"{JournalInstant(at)}#{id}",
        StateJson.Default.JournalEntry);

    /// <summary>What a journal line's key begins with, in the order of time.</summary>
    public static string JournalInstant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    public static string JournalPk(EventId eventId, int shard) =>
        $"EVENT#{eventId}#JOURNAL#{shard.ToString(CultureInfo.InvariantCulture)}";

    public static StateAddress Inbox(EventId eventId, string dedupeKey) => new($"INBOX#{eventId}#{dedupeKey}", "INBOX");

    public static string EventPk(EventId eventId) => $"EVENT#{eventId}";
}
