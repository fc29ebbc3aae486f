using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;

namespace ServerlessReadiness.Cli.Selftest.Experiments;

/// <summary>Beliefs about scheduled actions of Auto Scaling groups.</summary>
internal static class ScheduleExperiments
{
    private const string First = ArmedFloor.Prefix + "selftest-1";
    private const string Second = ArmedFloor.Prefix + "selftest-2";

    /// <summary>The service takes no action for the past, and the call itself takes a moment.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(75);

    private static readonly TimeSpan LateMax = TimeSpan.FromMinutes(2);

    /// <summary>Looking, every few seconds, sees it later than it happens.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WithRun = TimeSpan.FromMinutes(6);

    public static IReadOnlyList<Experiment> All { get; } =
    [
        new(
            "B15",
            "an action with a start and the minimum 1 is written; it runs within two minutes of it and is gone",
            WithRun,
            RunAsync)
        {
            Instances = 1,
        },
        new(
            "B16",
            "two actions are written for one start; the second is refused as AlreadyExists",
            Soon,
            SameStartAsync),
        new(
            "B17",
            "an action with a maximum is written over by one without; the maximum is still there",
            Soon,
            OverwriteAsync),
        new(
            "B18",
            "an action sets the minimum 1 alone: desired follows, the maximum stays; one with the "
                + "minimum 9 changes nothing",
            WithRun + Soon,
            MinimumAloneAsync)
        {
            Instances = 1,
        },
        new(
            "B19",
            "with ScheduledActions suspended an action's time passes; the group stays as it was",
            WithRun,
            SuspendedAsync),
    ];

    private static async Task<Outcome> RunAsync(Lab lab, CancellationToken stop)
    {
        SandboxGroup.PutsBack(lab);
        var at = Start(lab);
        await WriteAsync(lab, new ArmedFloor(First, at, 1, null), stop);
        var (group, isGone, after) = await lab.UntilAsync(
            () => SandboxGroup.ReadAsync(lab, stop), g => Find(g, First) is null, Ahead + LateMax + Slack, stop);
        var late = lab.Now - at;
        return !isGone ? lab.Late($"{Lab.Seconds(after)} later the action was still there")
            : group.Bounds.Minimum != 1 ? Outcome.Contradicted($"the action is gone, and the bounds are {group.Bounds}")
            : Outcome.Of(
                late <= LateMax + Slack,
                $"seen to have run {Lab.Seconds(late)} after its start, and it is gone",
                $"it ran {Lab.Seconds(late)} after its start");
    }

    private static async Task<Outcome> SameStartAsync(Lab lab, CancellationToken stop)
    {
        SandboxGroup.PutsBack(lab);
        var at = Start(lab).AddHours(1);
        await WriteAsync(lab, new ArmedFloor(First, at, 0, null), stop);
        var refusal = await Lab.RefusalAsync(() => WriteAsync(lab, new ArmedFloor(Second, at, 0, null), stop));
        return Outcome.Of(
            refusal?.Contains("AlreadyExists", StringComparison.Ordinal) == true,
            $"refused: {refusal}",
            refusal is null ? "the group has both" : $"refused in other words: {refusal}");
    }

    private static async Task<Outcome> OverwriteAsync(Lab lab, CancellationToken stop)
    {
        SandboxGroup.PutsBack(lab);
        var at = Start(lab).AddHours(1);
        await WriteAsync(lab, new ArmedFloor(First, at, 0, SandboxGroup.Maximum), stop);
        await WriteAsync(lab, new ArmedFloor(First, at, 0, null), stop);
        var kept = Find(await SandboxGroup.ReadAsync(lab, stop), First)?.Maximum;

        // "May keep" is a caution: once not kept does not make it wrong.
        return kept is not null
            ? Outcome.Seen($"the maximum {kept} was kept")
            : Outcome.Unverified("this time the maximum was not kept, so the caution was not needed");
    }

    private static async Task<Outcome> MinimumAloneAsync(Lab lab, CancellationToken stop)
    {
        SandboxGroup.PutsBack(lab);
        var at = Start(lab);
        await WriteAsync(lab, new ArmedFloor(First, at, 1, null), stop);
        await WriteAsync(lab, new ArmedFloor(Second, at.AddMinutes(1), 9, null), stop);
        var (group, areGone, after) = await lab.UntilAsync(
            () => SandboxGroup.ReadAsync(lab, stop),
            g => g.Armed is { Count: 0 },
            Ahead + Soon + LateMax + Slack,
            stop);
        return !areGone
            ? lab.Late($"after {Lab.Seconds(after)} the actions were still there")
            : Outcome.Of(
                group is { Bounds: { Minimum: 1, Maximum: SandboxGroup.Maximum }, Desired: 1 },
                $"the bounds are {group.Bounds}, desired is {group.Desired}",
                $"the bounds are {group.Bounds}, desired is {group.Desired}");
    }

    private static async Task<Outcome> SuspendedAsync(Lab lab, CancellationToken stop)
    {
        if (lab.IsImitation)
        {
            return Outcome.Unverified("whether nothing happens is not asked of an imitation that runs no schedules");
        }

        SandboxGroup.PutsBack(lab);
        lab.PutsBack(
            $"the process ScheduledActions of group {lab.Names.Group}",
            token => lab.Calls.SuspendSchedulesAsync(false, token));
        await lab.Calls.SuspendSchedulesAsync(true, stop);
        await WriteAsync(lab, new ArmedFloor(First, Start(lab), 1, null), stop);
        var (group, hasRun, after) = await lab.UntilAsync(
            () => SandboxGroup.ReadAsync(lab, stop), g => g.Bounds.Minimum > 0, Ahead + LateMax + Slack, stop);
        return Outcome.Of(
            !hasRun,
            $"for {Lab.Seconds(after)} the bounds stayed {group.Bounds}",
            $"after {Lab.Seconds(after)} the bounds were {group.Bounds}");
    }

    private static Task WriteAsync(Lab lab, ArmedFloor floor, CancellationToken stop) =>
        lab.World.Fleets.PerformAsync(lab.Group, new Change.PutScheduledAction(lab.Names.Group, floor), stop);

    private static ArmedFloor? Find(GroupSnapshot group, string name) =>
        (group.Armed ?? []).FirstOrDefault(a => a.Name == name);

    /// <summary>The service counts in seconds.</summary>
    private static DateTimeOffset Start(Lab lab) =>
        DateTimeOffset.FromUnixTimeSeconds((lab.Now + Ahead).ToUnixTimeSeconds());
}
