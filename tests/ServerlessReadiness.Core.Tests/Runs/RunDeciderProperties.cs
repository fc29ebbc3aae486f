using CsCheck;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Runs;

/// <summary>Whatever ports report and the world shows, a run ends, and once over it does nothing more.</summary>
public sealed class RunDeciderProperties
{
    private const int DecisionsMax = 3000;

    private static readonly StepAction[] Actions =
    [
        new StepAction.CapacityRaise(By: 2),
        new StepAction.InstanceReplace(),
        new StepAction.InstanceReboot(),
        new StepAction.InstanceRecover(),
        new StepAction.InstanceQuarantine("sg-0b"),
        new StepAction.HealthMark(),
        new StepAction.Notify("subject", "text"),
    ];

    [Fact]
    public void Every_run_ends_whatever_happens() =>
        Gen.Select(
            OneOf.These(Actions).Array[1, 3],
            OneOf.These(OnFailure.Stop, OnFailure.Continue, OnFailure.Undo),
            Gen.Int[0, int.MaxValue])
        .Sample(
            (actions, onFailure, seed) => Play(RunDeciderTests.Of(onFailure, actions), new Random(seed)),
            iter: 1500);

    private static void Play(Run run, Random chance)
    {
        var (now, world) = (Make.T0, GroupWorld.Of(Make.Group(4, 2, 6), Make.T0.AddDays(-1)));
        var component = Make.Component();
        for (var i = 0; i < DecisionsMax; i++)
        {
            var seen = chance.Next(5) == 0
                ? Observation.Nothing(now)
                : new Observation(now, world.Group, null, world.Find(run.Instance), chance.Next(8), null);
            var decision = RunDecider.Next(run, component, seen, now);
            Assert.False(string.IsNullOrEmpty(decision.Reason));
            run = decision.Next;
            if (decision.Move is RunMove.Finish or RunMove.AskPerson)
            {
                Assert.True(run.IsOver);
                Assert.Null(run.DueAt);
                var after = RunDecider.Next(run, component, seen, now.AddDays(1));
                Assert.IsType<RunMove.Finish>(after.Move);
                Assert.Equal(run, after.Next);
                return;
            }

            Assert.False(run.IsOver);
            (run, world) = decision.Move is RunMove.Perform perform ? Perform(run, world, perform.Change, chance, now) : (run, world);
            var until = decision.Move is RunMove.WaitUntil wait ? wait.At : now.AddSeconds(1);
            Assert.True(until > now, "a wait of no length would spin");
            for (; now < until; now = now.AddSeconds(Math.Min(10, (until - now).TotalSeconds)))
            {
                world = world.Tick(now);
            }
        }

        Assert.Fail($"{DecisionsMax} decisions and no end: {run.State}, {run.Reason}");
    }

    private static (Run Run, GroupWorld World) Perform(Run run, GroupWorld world, Change change, Random chance, DateTimeOffset now)
    {
        var report = (EffectReport)chance.Next(5);
        if (chance.Next(12) == 0)
        {
            return (RunDecider.Withhold(run, "paused", now), world);
        }

        var (after, refusal) = change is Change.MarkUnhealthy mark && world.Group.Find(mark.Instance) is null
            ? (world, "gone")
            : world.After(change);
        var happens = refusal is null && (report == EffectReport.Done || (report == EffectReport.Unknown && chance.Next(2) == 0));
        report = report == EffectReport.Done && refusal is not null ? EffectReport.Refused : report;

        // A process that dies here reports nothing.
        return (chance.Next(6) == 0 ? run : RunDecider.Report(run, report, report.ToString(), now), happens ? after : world);
    }
}
