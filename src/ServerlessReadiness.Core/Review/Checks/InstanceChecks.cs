using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Core.Review.Checks;

/// <summary>SEC-04, SEC-06 and REL-13: roles and patches of instances.</summary>
internal static class InstanceChecks
{
    /// <summary>What was found longer ago says nothing of today's patches.</summary>
    public static readonly TimeSpan PatchScanAgeMax = TimeSpan.FromDays(30);

    public static Verdict Roles(ReviewFacts facts) => Verdicts.All(
        Verdict.Of(facts.Launches, "launch templates", launch => Verdicts.If(
            launch.Profile is null,
            launch.Label,
            "instances that it launches have no instance profile",
            "add an instance profile with the role that the application needs")),
        Verdict.Of(facts.Instances, "instances", instance => Verdicts.If(
            instance.Profile is null,
            instance.Label,
            "it has no instance profile, so whatever it calls in AWS it calls with keys from its image",
            "associate an instance profile")));

    public static Verdict SecurityPatches(ReviewFacts facts) => Patches(
        facts,
        _ => true,
        "instances",
        (instance, state) => Verdicts.If(
            state.Critical + state.Security > 0,
            instance.Label,
            $"{state.Critical} critical and {state.Security} security patches are missing, failed or wait for a restart",
            "install them (AWS-RunPatchBaseline with Install), or launch from a patched image"));

    public static Verdict LinuxPatches(ReviewFacts facts) => Patches(
        facts,
        i => !i.IsWindows,
        "Linux instances",
        (instance, state) => Verdicts.If(
            state.Missing + state.Failed + state.PendingReboot > 0,
            instance.Label,
            $"{state.Missing} patches are missing, {state.Failed} failed, {state.PendingReboot} wait for a restart",
            "install them (AWS-RunPatchBaseline with Install), or launch from a patched image"));

    private static Verdict Patches(
        ReviewFacts facts,
        Func<InstanceView, bool> which,
        string things,
        Func<InstanceView, PatchState, IEnumerable<Finding>> check)
    {
        var known = facts.Patches.Items.DistinctBy(p => p.Instance).ToDictionary(p => p.Instance, p => p.State);
        var chosen = facts.Instances.Where(which);
        var never = chosen.Items.Where(i => known.TryGetValue(i.Id, out var state) && state is null)
            .Select(i => i.Id)
            .ToList();
        string[] unknown = never.Count == 0
            ? []
            : [$"Patch Manager never looked at {Verdicts.Few(never)}; scan them with AWS-RunPatchBaseline"];
        return Verdict.Of(
            chosen.Beside(chosen.Items.Count == 0 ? [] : facts.Patches.Unread, unknown),
            things,
            instance => known.GetValueOrDefault(instance.Id) is not { } state ? []
                : state.At < facts.Now - PatchScanAgeMax
                    ? [new Finding(instance.Label, $"its patches were looked at last at {state.At:u}", "scan it again")]
                    : check(instance, state));
    }
}
