using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>
/// Time-outs of launch hooks against the boot: a hook that ends before the instance is ready either throws it away, so
/// that the group launches in a circle, or lets it serve unfinished.
/// </summary>
internal static class HookRows
{
    public static IEnumerable<LimitRow> Of(CompiledPlan plan, LimitFacts facts) =>
        from use in facts.Groups.Items
        let component = plan.FindComponent(use.Component)
        where component is not null
        from hook in use.Hooks
        where hook.Launching
        let ours = plan.Hooks.FirstOrDefault(h => h.Component == use.Component && h.Hook == hook.Name && h.Launching)
        let boot = (decimal?)component.Model?.BootTime.TotalSeconds
        select new LimitRow(
            $"seconds that launch hook {hook.Name} waits for an instance that boots",
            $"group {use.Name} in {use.Region} of {use.Account}",
            (decimal)Wait(hook.Timeout, ours?.GiveUpAfter, hook.WaitMax).TotalSeconds,
            boot,
            boot,
            boot,
            "autoscaling:DescribeLifecycleHooks; boot time of the plan's model"
                + (ours is null ? "" : "; our heartbeats extend it"),
            hook.AbandonsByDefault
                ? "raise the hook's heartbeat time-out"
                : "set the hook's default result to ABANDON, with a time-out that suffices")
        {
            Unknown = boot is null ? "the plan does not state how long a unit boots: add model.boot" : null,
            Trouble = hook.AbandonsByDefault
                ? null
                : "its default result is CONTINUE: an instance that nobody finished in time goes into service",
        };

    // A hook that the plan serves is kept open with heartbeats, up to the plan's own end and the service's.
    private static TimeSpan Wait(TimeSpan heartbeat, TimeSpan? giveUpAfter, TimeSpan? waitMax)
    {
        var ours = giveUpAfter is { } patience && patience > heartbeat ? patience : heartbeat;
        return waitMax is { } most && most < ours ? most : ours;
    }
}
