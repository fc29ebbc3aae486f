using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Review.LeadTimes;
using ServerlessReadiness.Core.Review.Limits;
using ServerlessReadiness.Core.Tests.Review.Limits;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Review.LeadTimes;

public sealed class LeverStartsTests
{
    private static readonly DateTimeOffset First = Make.T0;

    private static readonly CompiledPlan Plan = LimitWorld.Plan with
    {
        Components =
        [
            LimitWorld.Plan.Components[0],
            LimitWorld.Plan.Components[1] with { Settings = [new SettingValue("class", "db.r6g.4xlarge")] },
            LimitWorld.Plan.Components[2],
            LimitWorld.Plan.Components[1] with
            {
                Name = ComponentName.Parse("orders"),
                Resource = new Resource.Setting(
                    LimitWorld.Account, LimitWorld.Region, SettingService.TableWarmThroughput, "orders"),
                Settings = [new SettingValue("writeUnits", "20000")],
            },
        ],
        Contacts = [new Contact("Kim", "operator", "kim@example.com", []) { Confirm = First.AddDays(-1) }],
    };

    private static readonly EquatableList<LimitRow> Rows = LimitProjection
        .Of(LimitWorld.With(l => l with { Quotas = LimitWorld.Allow("L-1216C47A", 120) }))
        .Items;

    [Fact]
    public void Every_lever_of_the_plan_has_a_latest_safe_start_before_the_first_stage()
    {
        var starts = LeverStarts.Of(Plan, Rows, LeversDone.None, First.AddDays(-30));
        Assert.Equal(
            [
                (Lever.QuotaIncrease, First.AddDays(-10)),
                (Lever.CapacityReservation, First.AddDays(-5)),
                (Lever.ContactConfirmation, First.AddDays(-2)),
                (Lever.LoadBalancerCapacity, First.AddDays(-1)),
                (Lever.TableWarmThroughput, First.AddDays(-1)),
                (Lever.DatabaseClass, First.AddDays(-1)),
            ],
            starts.Select(s => (s.Lever, s.Latest)));
        Assert.All(starts, s => Assert.Equal(LeverState.InTime, s.State));
        Assert.Contains("later than is safe", starts[2].Note, StringComparison.Ordinal);
        Assert.Contains("nobody has agreed", starts[5].Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-8.1, LeverState.InTime)]
    [InlineData(-7.9, LeverState.Due)]
    [InlineData(-5, LeverState.Due)]
    [InlineData(-4.9, LeverState.Late)]
    public void A_lever_is_due_three_days_before_and_late_after_its_latest_start(double days, LeverState expected) =>
        Assert.Equal(
            expected,
            LeverStarts.Of(Plan, [], LeversDone.None, First.AddDays(days))
                .Single(s => s.Lever == Lever.CapacityReservation).State);

    [Fact]
    public void What_is_done_is_not_late_and_an_earlier_stage_moves_everything()
    {
        var done = new LeversDone([(Lever.CapacityReservation, "web")]);
        var starts = LeverStarts.Of(Plan, [], done, First);
        Assert.Equal(LeverState.Done, starts.Single(s => s.Lever == Lever.CapacityReservation).State);
        Assert.All(starts.Where(s => s.State != LeverState.Done), s => Assert.Equal(LeverState.Late, s.State));
        var staged = Plan with { Stages = [new PrewarmStage(1, First.AddHours(-3), First, [])] };
        Assert.Equal(First.AddHours(-3), LeverStarts.FirstStage(staged));
        Assert.Equal(
            First.AddHours(-3).AddDays(-5),
            LeverStarts.Of(staged, [], done, First).Single(s => s.Lever == Lever.CapacityReservation).Latest);
    }

    [Fact]
    public void The_plans_own_window_counts_where_it_ends_earlier()
    {
        var consent = new RestartConsent("Kim", First.AddDays(-5), First.AddDays(-4));
        var plan = Plan with { Components = Plan.Components.With(1, Plan.Components[1] with { Restart = consent }) };
        Assert.Equal(
            First.AddDays(-4),
            LeverStarts.Of(plan, [], LeversDone.None, First).Single(s => s.Lever == Lever.DatabaseClass).Latest);
    }

    [Fact]
    public void Every_kind_has_a_lead_time() =>
        Assert.All(Enum.GetValues<Lever>(), l => Assert.True(LeadTime.Of(l) > TimeSpan.Zero));
}
