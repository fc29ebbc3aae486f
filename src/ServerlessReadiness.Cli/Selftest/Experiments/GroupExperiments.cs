using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;

namespace ServerlessReadiness.Cli.Selftest.Experiments;

/// <summary>Beliefs about bounds, members and hooks of Auto Scaling groups.</summary>
internal static class GroupExperiments
{
    /// <summary>Of no instance: chance would hit one in 2⁶⁴ tries.</summary>
    private static readonly InstanceId Nobody = InstanceId.Parse("i-0123456789abcdef0");

    private const string NoAction = "No active Lifecycle Action found";
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WithInstance = TimeSpan.FromMinutes(8);

    public static IReadOnlyList<Experiment> All { get; } =
    [
        new("B3", "the minimum goes from 0 to 1; desired becomes 1 by itself", Soon, RaiseAsync) { Instances = 1 },
        new(
            "B4",
            "at the minimum of 1, its member is to be terminated with decrement; that is refused",
            WithInstance,
            TerminateAsync)
        {
            Instances = 1,
        },
        new(
            "B5",
            "a member enters Standby; another is launched; back at the maximum is refused, below it raises desired",
            WithInstance,
            StandbyAsync)
        {
            Instances = 2,
        },
        new("B6", "a group with one member gets the maximum 0; the member is terminated", WithInstance, CutAsync)
        {
            Instances = 1,
        },
        new(
            "B13",
            "an instance that no group has is to be terminated; that is a ValidationError saying not found",
            Soon,
            TerminateNobodyAsync)
        {
            LeftOut = "an instance that was a member once",
        },
        new("B38", "a group over two zones gets two members; they are in two zones", WithInstance, SpreadAsync)
        {
            Instances = 2,
            LeftOut = "what happens when a zone's subnets are removed",
        },
        new(
            "B50",
            "a wait that is none is completed and extended; both name no active lifecycle action",
            Soon,
            CompleteNobodyAsync)
        {
            LeftOut = "a wait that has been and is over",
        },
    ];

    private static async Task<Outcome> RaiseAsync(Lab lab, CancellationToken stop)
    {
        SandboxGroup.PutsBack(lab);
        await SandboxGroup.SetBoundsAsync(lab, 1, SandboxGroup.Maximum, stop);
        var (group, isSo, after) = await lab.UntilAsync(
            () => SandboxGroup.ReadAsync(lab, stop), g => g.Desired >= 1, Soon, stop);
        return isSo
            ? Outcome.Seen($"desired was {group.Desired} after {Lab.Seconds(after)}")
            : lab.Late($"desired stayed {group.Desired} for {Lab.Seconds(after)}");
    }

    private static async Task<Outcome> TerminateAsync(Lab lab, CancellationToken stop)
    {
        if (await SandboxGroup.WithOneAsync(lab, stop) is not { } member)
        {
            return SandboxGroup.NoInstance();
        }

        var refusal = await Lab.RefusalAsync(() => lab.World.Fleets.PerformAsync(
            lab.Group, new Change.TerminateMember(member.Instance, LowerDesired: true), stop));
        return Outcome.Of(refusal is not null, $"refused: {refusal}", "it was terminated, below the minimum");
    }

    private static async Task<Outcome> StandbyAsync(Lab lab, CancellationToken stop)
    {
        if (await SandboxGroup.WithOneAsync(lab, stop) is not { } member)
        {
            return SandboxGroup.NoInstance();
        }

        await lab.World.Fleets.PerformAsync(
            lab.Group, new Change.EnterStandby(lab.Names.Group, member.Instance, LowerDesired: false), stop);
        var (two, isSo, after) = await lab.UntilAsync(
            () => SandboxGroup.ReadAsync(lab, stop),
            g => g.Members.Any(m => m.IsInStandby) && g.Members.Any(m => m.Instance != member.Instance && m.IsServing),
            TimeSpan.FromMinutes(5),
            stop);
        if (!isSo)
        {
            return lab.Late($"no substitute served after {Lab.Seconds(after)}; members: {Members(two)}");
        }

        await SandboxGroup.SetBoundsAsync(lab, 1, two.Desired, stop);
        var back = new Change.ExitStandby(lab.Names.Group, member.Instance);
        if (await Lab.RefusalAsync(() => lab.World.Fleets.PerformAsync(lab.Group, back, stop)) is not { } refusal)
        {
            return Outcome.Contradicted("a substitute came, but the member was let back in over the maximum");
        }

        await SandboxGroup.SetBoundsAsync(lab, 1, SandboxGroup.Maximum, stop);
        await lab.World.Fleets.PerformAsync(lab.Group, back, stop);
        var returned = await SandboxGroup.ReadAsync(lab, stop);
        return Outcome.Of(
            returned.Desired == two.Desired + 1,
            $"a substitute came; at the maximum refused ({refusal}); then desired went from {two.Desired} to "
            + $"{returned.Desired}",
            $"the member's return made desired {returned.Desired}, from {two.Desired}");
    }

    private static async Task<Outcome> CutAsync(Lab lab, CancellationToken stop)
    {
        if (await SandboxGroup.WithOneAsync(lab, stop) is not { } member)
        {
            return SandboxGroup.NoInstance();
        }

        await SandboxGroup.SetBoundsAsync(lab, 0, 0, stop);
        var (group, isSo, after) = await lab.UntilAsync(
            () => SandboxGroup.ReadAsync(lab, stop),
            g => g.Members.All(m => m.Instance != member.Instance || SandboxGroup.IsLeaving(m)),
            TimeSpan.FromMinutes(2),
            stop);
        return isSo
            ? Outcome.Seen($"the member was on its way out after {Lab.Seconds(after)}, desired was {group.Desired}")
            : lab.Late($"after {Lab.Seconds(after)} the member was still there: {Members(group)}");
    }

    private static async Task<Outcome> TerminateNobodyAsync(Lab lab, CancellationToken stop)
    {
        var refusal = await Lab.RefusalAsync(() => lab.Calls.TerminateAsync(Nobody.Value, stop));
        var isSo = refusal is not null
            && refusal.Contains("ValidationError", StringComparison.Ordinal)
            && refusal.Contains("not found", StringComparison.OrdinalIgnoreCase);
        return Outcome.Of(isSo, $"refused: {refusal}", refusal is null ? "it was accepted" : $"other words: {refusal}");
    }

    private static async Task<Outcome> SpreadAsync(Lab lab, CancellationToken stop)
    {
        SandboxGroup.PutsBack(lab);
        await SandboxGroup.SetBoundsAsync(lab, 2, SandboxGroup.Maximum, stop);
        var (group, isSo, after) = await lab.UntilAsync(
            () => SandboxGroup.ReadAsync(lab, stop),
            g => g.Members.Count(m => !SandboxGroup.IsLeaving(m)) == 2,
            TimeSpan.FromMinutes(5),
            stop);
        if (!isSo)
        {
            return Outcome.Unverified($"after {Lab.Seconds(after)} the group had not two members: {Members(group)}");
        }

        var zones = group.Members.Where(m => !SandboxGroup.IsLeaving(m)).Select(m => m.Zone).Distinct().ToList();
        return Outcome.Of(
            zones.Count == 2, $"one each in {string.Join(" and ", zones)}", $"both are in {string.Join(", ", zones)}");
    }

    private static async Task<Outcome> CompleteNobodyAsync(Lab lab, CancellationToken stop)
    {
        var token = Guid.NewGuid().ToString();
        var completed = await Lab.RefusalAsync(() => lab.World.Hooks.PerformAsync(
            lab.Group, new Change.CompleteHook(lab.Names.Group, "selftest", Nobody, token, Abandon: false), stop));
        var beaten = await Lab.RefusalAsync(() => lab.World.Hooks.PerformAsync(
            lab.Group, new Change.BeatHook(lab.Names.Group, "selftest", Nobody, token), stop));

        // The adapter takes those words for a completion that is done, so there a refusal is one in other words.
        var isSo = completed is null && beaten?.Contains(NoAction, StringComparison.OrdinalIgnoreCase) == true;
        return Outcome.Of(
            isSo,
            $"the completion counts as done, the heartbeat is refused: {beaten}",
            $"the completion: {completed ?? "taken"}; the heartbeat: {beaten ?? "taken"}");
    }

    private static string Members(GroupSnapshot group) => group.Members.Count == 0
        ? "none"
        : string.Join(", ", group.Members.Select(m => $"{m.Instance} {m.LifecycleState}"));
}
