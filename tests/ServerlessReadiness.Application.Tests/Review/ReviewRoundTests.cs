using Microsoft.Extensions.Logging.Abstractions;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Dashboard;

namespace ServerlessReadiness.Application.Tests.Review;

/// <summary>What a round of the Reviewer does for whom.</summary>
public sealed class ReviewRoundTests
{
    private static readonly CompiledPlan ToCome = Sample.Plan with
    {
        Schedule = new EventSchedule(
            Sample.T0.AddDays(3), Sample.T0.AddDays(4), Sample.T0.AddDays(5), Sample.T0.AddDays(6)),
    };

    private readonly FakeDashboards _dashboards = new();

    [Fact]
    public void An_event_is_reviewed_once_a_day_and_after_a_change_of_its_plan()
    {
        var scenario = new Scenario(ToCome);
        Assert.Equal(new ReviewsDone(1, 1, 0), Go(scenario));
        scenario.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(new ReviewsDone(0, 0, 0), Go(scenario));

        Assert.IsType<Application.Plans.PlanApplied.Applied>(scenario.Apply(ToCome with { Name = "Another name" }));
        Assert.Equal(new ReviewsDone(1, 1, 0), Go(scenario));
        scenario.Time.Advance(TimeSpan.FromHours(23));
        Assert.Equal(new ReviewsDone(0, 0, 0), Go(scenario));
        scenario.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(new ReviewsDone(1, 0, 0), Go(scenario));

        var trend = Trend(scenario, 2);
        Assert.Equal([2, 2], trend.Select(r => r.PlanVersion));
        Assert.True(trend[0].At > trend[1].At);
    }

    [Fact]
    public void An_event_that_is_live_has_a_dashboard_and_no_review_any_more()
    {
        var scenario = new Scenario();
        Assert.Equal(new ReviewsDone(0, 1, 0), Go(scenario));
        Assert.Contains(NocDashboard.NameOf(Sample.Event), _dashboards.Bodies.Keys);
    }

    [Fact]
    public void The_dashboard_goes_when_the_event_is_over_and_is_not_looked_for_again()
    {
        var scenario = new Scenario(ToCome);
        var round = Round(scenario);
        Assert.Equal(1, Go(scenario, round).Dashboards);
        var (head, version) = scenario.Read(StateKeys.Head(Sample.Event));
        var listing = scenario.Play(async () => Assert.Single(await new OpenEvents(scenario.Store, scenario.Time)
            .ListAsync(CancellationToken.None)).Listing);
        var (line, of) = scenario.Read(StateKeys.Listing(listing));
        scenario.Commit(
            StateKeys.Head(Sample.Event).Put(head! with { Phase = Phase.Cancelled }, version),
            StateKeys.Listing(listing).Put(line! with { Open = false }, of));
        Assert.Equal(new ReviewsDone(0, 1, 0), Go(scenario, round));
        Assert.Empty(_dashboards.Bodies);
        var looks = _dashboards.Looks;
        Assert.Equal(new ReviewsDone(0, 0, 0), Go(scenario, round));
        Assert.Equal(looks, _dashboards.Looks);
    }

    [Fact]
    public void What_fails_is_counted_and_keeps_the_review_from_nothing()
    {
        var scenario = new Scenario(ToCome);
        _dashboards.Failure = new PortException(PortFailure.Denied, "allow cloudwatch:GetDashboard.");
        Assert.Equal(new ReviewsDone(1, 0, 1), Go(scenario));
    }

    [Fact]
    public void What_there_is_no_time_for_is_left_and_counted()
    {
        var scenario = new Scenario(ToCome);
        var done = scenario.Play(() => Round(scenario).RunAsync(scenario.Now, CancellationToken.None));
        Assert.Equal(new ReviewsDone(0, 1, 1), done);
        Assert.Empty(Trend(scenario, 1));
    }

    [Fact]
    public void What_contacts_said_is_read_of_our_own_table()
    {
        var scenario = new Scenario(ToCome);
        var said = ContactRecord.New(Sample.Event, "Kim") with { Answer = ContactAnswer.Confirmed };
        scenario.Commit(StateKeys.Contact(Sample.Event, "Kim").Put(said, 0));
        var facts = scenario.Play(() => new PeopleSource(scenario.Store).ReadAsync(
            new ReviewFacts(ToCome, scenario.Now), [], CancellationToken.None));
        Assert.Equal(new Seen<ContactRecord>([said], []), facts.Confirmations);
    }

    private static IReadOnlyList<ReviewSummary> Trend(Scenario scenario, int count) =>
        scenario.Play(() => ReviewTrend.NewestAsync(scenario.Store, Sample.Event, count, CancellationToken.None));

    private ReviewsDone Go(Scenario scenario, ReviewRound? round = null) => scenario.Play(() =>
        (round ?? Round(scenario)).RunAsync(scenario.Now.AddMinutes(10), CancellationToken.None));

    private ReviewRound Round(Scenario scenario)
    {
        var host = scenario.NewHost();
        return new ReviewRound(
            scenario.Store,
            host.Events,
            host.Review,
            new DashboardKeeper(scenario.Store, _dashboards, host.Journal, Sample.Region, scenario.Time),
            scenario.Time,
            NullLogger<ReviewRound>.Instance);
    }
}
