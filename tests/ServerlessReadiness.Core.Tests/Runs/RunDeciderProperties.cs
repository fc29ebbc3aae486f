using CsCheck;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans.Runbooks;
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
        new StepAction.Pause(TimeSpan.FromMinutes(20)),
        new StepAction.Check(),
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

    /// <summary>Also with conditions, approvals, verification, tries, steps in place of others, and people who ask for
    /// things at any moment.</summary>
    [Fact]
    public void Every_run_ends_whatever_its_steps_say_and_people_ask() =>
        Gen.Select(
            OneOf.These(Actions).Array[1, 3],
            OneOf.These(OnFailure.Stop, OnFailure.Continue, OnFailure.Undo),
            Gen.Int[0, int.MaxValue])
        .Sample(
            (actions, onFailure, seed) =>
            {
                var chance = new Random(seed);
                var run = RunDeciderTests.Of(onFailure, actions);
                var steps = run.Steps.Select((s, i) => s with { Step = WithTerms(s.Step, i, chance) });
                Play(run with { Steps = EquatableList.From(steps) }, chance, asks: 3);
            },
            iter: 1500);

    private static RunbookStep WithTerms(RunbookStep step, int index, Random chance)
    {
        StepCondition busy = new StepCondition.AlarmIs("busy", chance.Next(2) == 0);
        var approval = new ApprovalTerms(["owner"], TimeSpan.FromMinutes(30), (ApprovalDefault)chance.Next(2), "Go?");
        return step with
        {
            When = chance.Next(3) == 0 ? [busy] : [],
            Verify = chance.Next(3) == 0 ? [busy] : [],
            Retries = chance.Next(3),
            RetryAfter = TimeSpan.FromMinutes(chance.Next(3)),
            Approval = chance.Next(3) == 0 ? approval : null,
            InsteadOf = index > 0 && chance.Next(4) == 0 ? $"{index - 1}" : null,
        };
    }

    /// <summary>What a person asks for; the run stays as it is where that is refused.</summary>
    private static Run Ask(Run run, Random chance, DateTimeOffset now)
    {
        var request = new RunRequest((RunRequestKind)chance.Next(6), "kim", ["owner"], "because", now);
        var verdict = RunRequests.Apply(run, request, now);
        Assert.False(string.IsNullOrEmpty(verdict.Reason));
        return verdict.Next ?? run;
    }

    private static void Play(Run run, Random chance, int asks = 0)
    {
        var (now, world) = (Make.T0, GroupWorld.Of(Make.Group(4, 2, 6), Make.T0.AddDays(-1)));
        var component = Make.Component();
        for (var i = 0; i < DecisionsMax; i++)
        {
            var seen = chance.Next(5) == 0
                ? Observation.Nothing(now)
                : new Observation(now, world.Group, null, world.Find(run.Instance), chance.Next(8), null);
            if (chance.Next(5) != 0)
            {
                seen = seen with { Alarms = [new AlarmReading("busy", chance.Next(3) == 0)] };
            }

            if (asks > 0 && chance.Next(20) == 0)
            {
                (run, asks) = (Ask(run, chance, now), asks - 1);
            }

            var decision = RunDecider.Next(run, component, seen, now);
            Assert.False(string.IsNullOrEmpty(decision.Reason));
            run = decision.Next;
            if (decision.Move is RunMove.Finish or RunMove.AskPerson)
            {
                Assert.True(run.IsOver);
                Assert.Null(run.DueAt);
                Assert.Null(run.Request);
                if (asks > 0 && chance.Next(2) == 0 && Ask(run, chance, now) is { IsOver: false } reopened)
                {
                    (run, asks) = (reopened, asks - 1);
                    continue;
                }

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
