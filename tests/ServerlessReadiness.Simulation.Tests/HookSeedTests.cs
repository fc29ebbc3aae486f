using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Player;
using ServerlessReadiness.Simulation.Ports;
using ServerlessReadiness.Simulation.Results;

namespace ServerlessReadiness.Simulation.Tests;

/// <summary>Invariant 9: instances get out of their lifecycle hooks in time, whatever the weather.</summary>
public sealed class HookSeedTests
{
    private const string Targets =
        "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/0123456789abcdef";

    private static readonly ComponentName Group = SmallSale.Plan.Components
        .First(c => c.Resource is Resource.AutoScalingGroup).Name;

    private static readonly CompiledPlan Plan = SmallSale.Plan with
    {
        Hooks =
        [
            new HookPlan(
                Group,
                "launch-ready",
                Launching: true,
                [
                    Step("attach", new StepAction.InterfaceAttach(new SettingValue("pool", "web"), null)),
                    Step("tag", new StepAction.InstanceTag([new SettingValue("event", "sale")])),
                    Step("healthy", new StepAction.TargetsHealthy([Targets])),
                ],
                AbandonOnFailure: true,
                TimeSpan.FromMinutes(45)),
            new HookPlan(
                Group,
                "before-terminate",
                Launching: false,
                [
                    Step("deregister", new StepAction.TargetsDeregister([Targets])),
                    Step("logs", new StepAction.CommandRun("AWS-RunShellScript", null, [new("commands", "true")])),
                ],
                AbandonOnFailure: false,
                TimeSpan.FromMinutes(30)),
        ],
    };

    [Fact]
    public void The_world_without_automation_has_no_hooks_that_nobody_would_answer()
    {
        var without = new SimulationSettings(1, WithAutomation: false) { Records = false };
        Assert.Equal(
            Simulator.Run(SmallSale.Plan, without).Requests,
            Simulator.Run(Plan, without).Requests);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_instance_gets_out_of_its_hook_in_a_storm(ulong seed)
    {
        var result = Play(seed, Tampering.None);

        Assert.Empty(result.Violations);
    }

    [Fact]
    public void Nine_a_completion_that_never_reaches_Auto_Scaling()
    {
        var swallowing = new Tampering
        {
            World = world => world with
            {
                Hooks = Plant.In(world.Hooks, (_, _, args) =>
                    args is [_, Change.CompleteHook, _] ? Task.CompletedTask : null),
            },
        };

        Assert.Contains(Play(1, swallowing).Violations, v => v.Invariant == 9);
    }

    [Fact]
    public void Hooks_are_really_waited_in_and_ended()
    {
        var completed = 0;
        var counting = new Tampering
        {
            World = world => world with
            {
                Hooks = Plant.In(world.Hooks, (_, _, args) =>
                {
                    completed += args is [_, Change.CompleteHook, _] ? 1 : 0;
                    return null;
                }),
            },
        };

        Play(1, counting);

        Assert.True(completed > 5, $"only {completed} completions");
    }

    private static RunbookStep Step(string name, StepAction action) => new(name, action, TimeSpan.FromMinutes(20));

    private static SimulationResult Play(ulong seed, Tampering tampering) =>
        Simulator.Run(Plan, new SimulationSettings(seed)
        {
            Weather = Weather.Storm,
            Records = false,
            Tampering = tampering,
        });
}
