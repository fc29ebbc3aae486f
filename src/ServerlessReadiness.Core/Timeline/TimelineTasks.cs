using System.Globalization;
using ServerlessReadiness.Core.Actions.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Core.Timeline;

/// <summary>
/// The tasks of a plan: those of every planned event, those that its components and contingencies bring, and what its
/// <c>timeline</c> says of them. Computed each time, so that a plan that moves takes its tasks along.
/// </summary>
public static class TimelineTasks
{
    private const string Owner = "owner";
    private const string Operator = "operator";

    /// <summary>In the order of their due dates, without those that the plan drops.</summary>
    public static EquatableList<PlannedTask> Of(CompiledPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var said = plan.Timeline.ToDictionary(t => t.Id);
        var clocks = new PlanClocks(plan);
        var known = Generated(plan)
            .Where(t => !said.TryGetValue(t.Id, out var word) || !word.Drop)
            .Select(t => said.TryGetValue(t.Id, out var word) ? Changed(t, word) : t);
        var generated = Generated(plan).Select(t => t.Id).ToHashSet();
        var own = plan.Timeline
            .Where(t => !generated.Contains(t.Id) && t is { Drop: false, What: not null, Due: not null })
            .Select(t => new PlannedTask(
                t.Id,
                t.Stage ?? StageOf(t.Due!.Value, plan, clocks),
                new TaskText.Own(t.What!),
                t.Owner ?? Owner,
                t.Due!.Value));
        return EquatableList.From(known.Concat(own).OrderBy(t => t.Due).ThenBy(t => t.Stage).ThenBy(
            t => t.Id.Value,
            StringComparer.Ordinal));
    }

    /// <summary>The tasks that the plan drops, for calendars that have them already.</summary>
    public static EquatableList<PlannedTask> Dropped(CompiledPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var dropped = plan.Timeline.Where(t => t.Drop).Select(t => t.Id).ToHashSet();
        return EquatableList.From(Generated(plan).Where(t => dropped.Contains(t.Id)));
    }

    /// <summary>The tasks that the plan has by itself, whatever its <c>timeline</c> says.</summary>
    public static EquatableList<PlannedTask> Generated(CompiledPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var days = new Days(plan);

        // Two names of the plan may come to the same id; whoever needs both tells them apart in `timeline`.
        PlannedTask[] all =
        [
            .. Week1(days),
            .. Weeks2And3(plan, days),
            .. Week4(plan, days),
            .. EventDay(plan.Schedule),
            .. After(days),
        ];
        return EquatableList.From(all.DistinctBy(t => t.Id));
    }

    private static IEnumerable<PlannedTask> Week1(Days days) =>
    [
        days.Before("team", TaskStage.Week1, 24, Owner, TimelinePhrase.TaskTeam),
        days.Before("parameters", TaskStage.Week1, 22, Owner, TimelinePhrase.TaskParameters),
        days.Before("partners", TaskStage.Week1, 21, Owner, TimelinePhrase.TaskPartners),
        days.Before("contacts", TaskStage.Week1, 21, Owner, TimelinePhrase.TaskContacts),
    ];

    private static IEnumerable<PlannedTask> Weeks2And3(CompiledPlan plan, Days days) =>
    [
        days.Before("architecture", TaskStage.Weeks2And3, 14, Operator, TimelinePhrase.TaskArchitecture),
        days.Before("operations", TaskStage.Weeks2And3, 14, Operator, TimelinePhrase.TaskOperations),
        days.Before("practices", TaskStage.Weeks2And3, 12, Operator, TimelinePhrase.TaskPractices),
        days.Before("risks", TaskStage.Weeks2And3, 10, Owner, TimelinePhrase.TaskRisks),
        days.Before("baseline", TaskStage.Weeks2And3, 8, Operator, TimelinePhrase.TaskBaseline),
        days.Before("runbooks", TaskStage.Weeks2And3, 8, Operator, TimelinePhrase.TaskRunbooks),
        days.Before("rehearsal", TaskStage.Weeks2And3, 7, Operator, TimelinePhrase.TaskRehearsal),
        .. plan.Contingencies.Select(c => days.Before(
            $"contingency-{Slug(c.Name)}",
            TaskStage.Weeks2And3,
            7,
            Operator,
            TimelinePhrase.TaskContingency,
            c.Name,
            Whole(c.RecoveryTime.TotalMinutes))),
        .. plan.Components.Where(Restarts).Select(c => days.Before(
            $"restart-{c.Name}",
            TaskStage.Weeks2And3,
            10,
            Owner,
            TimelinePhrase.TaskRestart,
            c.Name.Value)),
    ];

    private static IEnumerable<PlannedTask> Week4(CompiledPlan plan, Days days) =>
    [
        days.Before("scaling", TaskStage.Week4, 6, Operator, TimelinePhrase.TaskScaling),
        .. plan.Components.Where(c => BoundedCapacity.Has(c.Resource)).Select(c => days.Before(
            $"quotas-{c.Name}",
            TaskStage.Week4,
            5,
            Operator,
            TimelinePhrase.TaskQuotas,
            c.Name.Value,
            Whole(c.Ceiling))),
        days.Before("dashboards", TaskStage.Week4, 4, Operator, TimelinePhrase.TaskDashboards),
        .. Watched(plan).Select(name => days.Before(
            $"alarms-{name}",
            TaskStage.Week4,
            4,
            Operator,
            TimelinePhrase.TaskAlarms,
            name.Value)),
        .. plan.Freezes.Select(f => days.Before(
            $"freeze-{Slug(f.Name)}",
            TaskStage.Week4,
            3,
            Owner,
            TimelinePhrase.TaskFreeze,
            f.Name)),
        days.Before("pages", TaskStage.Week4, 3, Operator, TimelinePhrase.TaskPages),
        days.Before("bridge", TaskStage.Week4, 3, Owner, TimelinePhrase.TaskBridge),
        days.Before("availability", TaskStage.Week4, 2, Owner, TimelinePhrase.TaskAvailability),
    ];

    private static IEnumerable<PlannedTask> EventDay(EventSchedule schedule) =>
    [
        At("documents", schedule.Prewarm, Operator, TimelinePhrase.TaskDocuments),
        At("watch", schedule.Prewarm, Operator, TimelinePhrase.TaskWatch),
        At("war-room", schedule.Live - TimeSpan.FromMinutes(30), Owner, TimelinePhrase.TaskWarRoom),
        At("first-report", schedule.Live + TimeSpan.FromHours(1), Owner, TimelinePhrase.TaskFirstReport),
        At("final-report", schedule.Cooldown + TimeSpan.FromHours(1), Owner, TimelinePhrase.TaskFinalReport),
    ];

    private static IEnumerable<PlannedTask> After(Days days) =>
    [
        days.After("announce-end", 0, Owner, TimelinePhrase.TaskAnnounceEnd),
        days.After("scale-down", 0, Operator, TimelinePhrase.TaskScaleDown),
        days.After("verify", 1, Operator, TimelinePhrase.TaskVerify),
        days.After("quotas-back", 3, Operator, TimelinePhrase.TaskQuotasBack),
        days.After("keep-changes", 5, Operator, TimelinePhrase.TaskKeepChanges),
        days.After("analysis", 5, Owner, TimelinePhrase.TaskAnalysis),
        days.After("cost", 5, Owner, TimelinePhrase.TaskCost),
        days.After("post-mortem", 5, Owner, TimelinePhrase.TaskPostMortem),
        days.After("improve", 10, Owner, TimelinePhrase.TaskImprove),
    ];

    private static PlannedTask Changed(PlannedTask task, TaskPlan word) => task with
    {
        Text = word.What is { } what ? new TaskText.Own(what) : task.Text,
        Stage = word.Stage ?? task.Stage,
        Owner = word.Owner ?? task.Owner,
        Due = word.Due ?? task.Due,
    };

    private static PlannedTask At(string id, DateTimeOffset due, string owner, TimelinePhrase phrase) =>
        new(TaskId.Parse(id), TaskStage.EventDay, new TaskText.Known(phrase, []), owner, due);

    private static TaskStage StageOf(DateTimeOffset due, CompiledPlan plan, PlanClocks clocks)
    {
        var days = (clocks.ToLocal(plan.Schedule.Live).Date - clocks.ToLocal(due).Date).TotalDays;
        return due > plan.Schedule.Cooldown ? TaskStage.After
            : days < 1 ? TaskStage.EventDay
            : days < 7 ? TaskStage.Week4
            : days < 21 ? TaskStage.Weeks2And3
            : TaskStage.Week1;
    }

    /// <summary>A change of these restarts what it changes, so somebody has to agree when.</summary>
    private static bool Restarts(Component component) =>
        component.Restart is not null
        || component is { Resource: Resource.Setting { Service: SettingService.RdsInstance }, Settings.Count: > 0 };

    private static IEnumerable<ComponentName> Watched(CompiledPlan plan) =>
        plan.Responses.Select(r => r.Component).OfType<ComponentName>().Distinct().Order(
            Comparer<ComponentName>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value)));

    /// <summary>A name of the plan, as a part of an id.</summary>
    private static string Slug(string name)
    {
        var letters = name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-').Take(60);
        var slug = new string([.. letters]).Trim('-');
        return slug.Length > 0 ? slug : "unnamed";
    }

    private static string Whole(double number) => Math.Ceiling(number).ToString("0", CultureInfo.InvariantCulture);

    /// <summary>Due dates, counted from the event's own.</summary>
    private sealed class Days(CompiledPlan plan)
    {
        private readonly PlanClocks _clocks = new(plan);

        public PlannedTask Before(
            string id,
            TaskStage stage,
            int days,
            string owner,
            TimelinePhrase phrase,
            params string[] parts) => new(
            TaskId.Parse(id),
            stage,
            new TaskText.Known(phrase, EquatableList.From(parts)),
            owner,
            WorkingDays.Before(plan.Schedule.Live, days, _clocks));

        public PlannedTask After(string id, int workingDays, string owner, TimelinePhrase phrase) => new(
            TaskId.Parse(id),
            TaskStage.After,
            new TaskText.Known(phrase, []),
            owner,
            WorkingDays.After(plan.Schedule.Closed, workingDays, _clocks));
    }
}
