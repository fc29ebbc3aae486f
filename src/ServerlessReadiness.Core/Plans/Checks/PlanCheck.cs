namespace ServerlessReadiness.Core.Plans.Checks;

/// <summary>
/// What a plan must fulfil beyond its shape: names that resolve, numbers in range, actions that are possible. All
/// problems are found at once, because a plan is fixed by a person who should not have to apply it ten times.
/// </summary>
public static class PlanCheck
{
    public static EquatableList<PlanProblem> Check(CompiledPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return EquatableList.From(
        [
            .. Event(plan),
            .. Offsets(plan.Offsets),
            .. ComponentCheck.Check(plan.Components),
            .. DnsCheck.Check(plan),
            .. DependencyCheck.Check(plan.Components),
            .. RunbookCheck.Check(plan),
            .. ResponseCheck.Check(plan),
            .. StageCheck.Check(plan),
            .. GuardrailCheck.Check(plan),
            .. FreezeCheck.Check(plan),
            .. MetricCheck.Check(plan),
            .. TrafficCheck.Check(plan),
            .. LadderCheck.Check(plan),
            .. ReliefCheck.Check(plan),
            .. ContingencyCheck.Check(plan),
            .. HookCheck.Check(plan),
            .. PeopleCheck.Check(plan),
            .. ReportCheck.Check(plan),
            .. DashboardCheck.Check(plan),
        ]);
    }

    /// <summary>A problem for each item whose key an earlier item has.</summary>
    internal static IEnumerable<PlanProblem> Duplicates<T>(
        IReadOnlyList<T> items,
        string list,
        string field,
        Func<T, string> keyOf)
    {
        var firstAt = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            var key = keyOf(items[i]);
            if (!firstAt.TryAdd(key, i))
            {
                yield return new(
                    $"{list}[{i}].{field}",
                    $"\"{key}\" is used by {list}[{firstAt[key]}] too",
                    "give each its own");
            }
        }
    }

    private static IEnumerable<PlanProblem> Event(CompiledPlan plan)
    {
        if (string.IsNullOrWhiteSpace(plan.Name))
        {
            yield return new("name", "the event has no name", "give it the name that people know it by");
        }

        if (string.IsNullOrWhiteSpace(plan.TimeZone))
        {
            yield return new("timeZone", "no time zone is given", "name one by its IANA id, such as Asia/Seoul");
        }

        if (plan.AlarmLimit <= TimeSpan.Zero)
        {
            yield return new("alarmLimit", $"{plan.AlarmLimit} is no time to wait", "use a positive duration");
        }

        (string Name, DateTimeOffset At)[] phases =
        [
            ("prewarm", plan.Schedule.Prewarm),
            ("live", plan.Schedule.Live),
            ("cooldown", plan.Schedule.Cooldown),
            ("closed", plan.Schedule.Closed),
        ];
        for (var i = 1; i < phases.Length; i++)
        {
            if (phases[i].At <= phases[i - 1].At)
            {
                yield return new(
                    $"schedule.{phases[i].Name}",
                    $"{phases[i].Name} at {phases[i].At:u} is not after {phases[i - 1].Name} at {phases[i - 1].At:u}",
                    "put the phases in order: prewarm, live, cooldown, closed");
            }
        }
    }

    private static IEnumerable<PlanProblem> Offsets(EquatableList<UtcOffsetChange> offsets)
    {
        if (offsets.Count == 0)
        {
            yield return new("offsets", "the zone's offsets are missing", "compile the plan again with a tz database");
        }

        for (var i = 1; i < offsets.Count; i++)
        {
            if (offsets[i].From <= offsets[i - 1].From)
            {
                yield return new(
                    $"offsets[{i}].from",
                    $"{offsets[i].From:u} is not after {offsets[i - 1].From:u}",
                    "order the offsets, earliest first");
            }
        }
    }
}
