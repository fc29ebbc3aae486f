using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>The test's plan with something to do in the hooks that the recorded notices come from.</summary>
internal static class HookPlans
{
    public const string Launch = "launch-ready";

    public static readonly SettingValue Pool = new("pool", "web");

    public static CompiledPlan Create() => TestPlan.Create() with
    {
        Hooks =
        [
            new HookPlan(
                TestPlan.Web,
                Launch,
                Launching: true,
                [
                    Step("attach", new StepAction.InterfaceAttach(Pool, null)),
                    Step("tag", new StepAction.InstanceTag([new SettingValue("event", "black-friday")])),
                    Step("warm", new StepAction.CommandRun(
                        "AWS-RunShellScript", null, [new SettingValue("commands", "warm {instance}")])),
                ],
                AbandonOnFailure: true,
                TimeSpan.FromHours(1)),
        ],
    };

    private static RunbookStep Step(string name, StepAction action) => new(name, action, TimeSpan.FromMinutes(10));
}
