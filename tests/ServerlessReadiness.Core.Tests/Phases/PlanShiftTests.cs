using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Checks;
using ServerlessReadiness.Core.Plans.Traffic;

namespace ServerlessReadiness.Core.Tests.Phases;

public sealed class PlanShiftTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static readonly CompiledPlan Plan = Way.Plan with
    {
        Freezes =
        [
            new Freeze("finale", Way.T0.AddMinutes(70), Way.T0.AddMinutes(80), [], true),
            new Freeze("after", Way.T0.AddMinutes(130), Way.T0.AddMinutes(140), [], true),
        ],
        Components =
        [
            Way.Component(Way.Data) with
            {
                Restart = new RestartConsent("kim", Way.T0.AddMinutes(-30), Way.T0.AddMinutes(10)),
            },
            Way.Component(Way.Front) with
            {
                Restart = new RestartConsent("kim", Way.T0.AddHours(3), Way.T0.AddHours(4)),
            },
        ],
        Traffic =
        [
            new TrafficStream("www", 100, [], TimeSpan.FromMinutes(1),
            [
                new TrafficShape.DailyCurve(Way.T0, 30),
                new TrafficShape.LaunchSpike(Way.T0, 10, Hour, Hour, Hour),
                new TrafficShape.FlashCrowd(Way.T0, 3, Hour),
                new TrafficShape.Plateau(Way.T0, Way.T0 + Hour, 2, Hour),
            ]),
        ],
    };

    [Theory]
    [InlineData(1)]
    [InlineData(90)]
    [InlineData(60 * 24 * 30)]
    public void Postponed_and_taken_back_a_plan_is_as_it_was(int minutes)
    {
        var by = TimeSpan.FromMinutes(minutes);
        var moved = PlanShift.Postpone(Plan, by);
        Assert.Equal(Plan, PlanShift.Postpone(moved, -by));
        Assert.Equal(Plan.Schedule.Live + by, moved.Schedule.Live);
        Assert.Equal(Plan.Stages[1].ProceedAnywayAt + by, moved.Stages[1].ProceedAnywayAt);
        Assert.Equal(Plan.Guardrails.LatestCooldown + by, moved.Guardrails.LatestCooldown);
        Assert.Equal(Plan.Freezes[0].From + by, moved.Freezes[0].From);
        Assert.Equal(Plan.Components[0].Restart!.From + by, moved.Components[0].Restart!.From);

        // The day keeps its peak; the launch does not.
        Assert.Equal(Plan.Traffic[0].Shapes[0], moved.Traffic[0].Shapes[0]);
        Assert.All(moved.Traffic[0].Shapes.Skip(1), s => Assert.DoesNotContain(s, Plan.Traffic[0].Shapes));
    }

    [Fact]
    public void An_extension_moves_what_comes_after_live_and_nothing_before()
    {
        var longer = PlanShift.Extend(Plan, Hour);
        Assert.Equal(Plan.Schedule with { Cooldown = Way.T0.AddHours(3), Closed = Way.T0.AddHours(5) }, longer.Schedule);
        Assert.Equal(Plan.Stages, longer.Stages);
        Assert.Equal(Plan.Freezes[0], longer.Freezes[0]);
        Assert.Equal(Plan.Freezes[1].From + Hour, longer.Freezes[1].From);
        Assert.Equal(Plan.Components[0], longer.Components[0]);
        Assert.Equal(Way.T0.AddHours(4), longer.Components[1].Restart!.From);
        Assert.Equal(Plan, PlanShift.Extend(longer, -Hour));
    }

    [Fact]
    public void An_unlimited_cooldown_stays_unlimited()
    {
        var free = Plan with { Guardrails = Guardrails.None };
        Assert.Equal(DateTimeOffset.MaxValue, PlanShift.Postpone(free, Hour).Guardrails.LatestCooldown);
        Assert.Equal(DateTimeOffset.MaxValue, PlanShift.Extend(free, Hour).Guardrails.LatestCooldown);
    }

    [Theory]
    [InlineData(Phase.Prewarm, -300)]
    [InlineData(Phase.Live, -300)]
    [InlineData(Phase.Live, 10)]
    [InlineData(Phase.Cooldown, 70)]
    [InlineData(Phase.Closed, 130)]
    public void A_phase_brought_forward_is_due_now_and_the_plan_holds_together(Phase phase, int minute)
    {
        var now = Way.T0.AddMinutes(minute);
        var plan = Way.Plan;
        var moved = PlanShift.BringForward(plan, phase, now);
        Assert.Equal(phase, moved.Schedule.PhaseAt(now));
        var before = PlanCheck.Check(plan).Select(p => p.Path).ToHashSet();
        Assert.DoesNotContain(PlanCheck.Check(moved), p => !before.Contains(p.Path));
        Assert.All(moved.Stages, s => Assert.True(phase != Phase.Live || s.At <= now));
    }

    [Fact]
    public void An_earlier_pre_warm_keeps_the_stages_apart()
    {
        var moved = PlanShift.BringForward(Way.Plan, Phase.Prewarm, Way.T0 - Hour);
        Assert.Equal(Way.T0 - Hour, moved.Stages[0].At);
        Assert.Equal(Way.Plan.Stages[1].At - Hour, moved.Stages[1].At);
        Assert.Equal(Way.Plan.Schedule.Live, moved.Schedule.Live);
    }
}
