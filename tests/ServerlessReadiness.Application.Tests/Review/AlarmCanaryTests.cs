using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Tests.Operators;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Review.Canary;
using ServerlessReadiness.Core.Review.Dashboard;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Application.Tests.Review;

public sealed class AlarmCanaryTests
{
    private const string Topic = $"arn:aws:sns:{Sample.Region}:{Sample.Account}:alarms";
    private static readonly CanaryTarget Target = CanaryTarget.Of(Sample.Event, new AlarmRoutes(Topic, null, null));
    private readonly FakeAlarmMaker _alarms = new();

    // A pattern that means every alarm must not start a runbook over the canary.
    private readonly Desk _desk = new(Sample.Plan with
    {
        Responses = [Sample.Plan.Responses[0] with { Alarm = new AlarmSelector("*") }],
    });

    private Scenario Scenario => _desk.Scenario;

    [Fact]
    public void It_goes_from_CloudWatch_to_our_journal_to_a_person_and_nothing_else_happens()
    {
        var set = Start();
        Assert.Equal([$"ensure {Target.Alarm.Name} [{Topic}]", "Ok", "Alarm"], _alarms.Calls);
        Scenario.Time.Advance(TimeSpan.FromSeconds(7));
        Scenario.Send(Fired(set.SetAt));
        Scenario.Send(Fired(set.SetAt));
        Assert.Equal(CanaryState.Seen, Look().State);
        Scenario.Time.Advance(TimeSpan.FromSeconds(50));
        var answer = _desk.Give(new OperatorCommand.AcknowledgeAlarm(Target.Alarm.Name));
        Assert.True(answer.State == CommandState.Done, $"{answer}");

        var done = Look();

        Assert.Equal(CanaryState.Acknowledged, done.State);
        Assert.Equal(TimeSpan.FromSeconds(7), done.SeenAfter);
        Assert.Equal(TimeSpan.FromSeconds(57), done.AcknowledgedAfter);
        Assert.True(done.IsReset);
        Assert.Equal("Ok", _alarms.Calls[^1]);
        Assert.Empty(Scenario.AllRuns());
        Assert.Single(Scenario.Journal(), l => l.Verdict == CanaryDecider.PagedVerdict);
        Assert.Equal(CommandState.Refused, _desk.Give(new OperatorCommand.AcknowledgeAlarm(Target.Alarm.Name)).State);
    }

    [Fact]
    public void One_that_never_arrives_is_lost_and_set_back()
    {
        Start();
        Scenario.Time.Advance(CanaryDecider.SeenWithin + TimeSpan.FromSeconds(1));
        var lost = Look();
        Assert.Equal((CanaryState.TimedOut, true), (lost.State, lost.IsReset));
        Assert.Contains("between CloudWatch and our journal", lost.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_dashboard_follows_the_plan_is_written_only_when_it_differs_and_goes_with_the_event()
    {
        var dashboards = new FakeDashboards();
        var name = NocDashboard.NameOf(Sample.Event);
        Assert.Equal(DashboardChange.Written, Keep(dashboards));
        Assert.Equal(DashboardChange.Unchanged, Keep(dashboards));
        dashboards.Bodies[name] = dashboards.Bodies[name].Replace(",\"", ", \"", StringComparison.Ordinal);
        Assert.Equal(DashboardChange.Unchanged, Keep(dashboards));
        dashboards.Bodies[name] = "{}";
        Assert.Equal(DashboardChange.Written, Keep(dashboards));
        Assert.Equal(2, dashboards.Writes);
        var (head, version) = Scenario.Read(StateKeys.Head(Sample.Event));
        Scenario.Commit(StateKeys.Head(Sample.Event).Put(head! with { Phase = Phase.Closed }, version));
        Assert.Equal(DashboardChange.Removed, Keep(dashboards));
        Assert.Equal(DashboardChange.None, Keep(dashboards));
        Assert.Empty(dashboards.Bodies);
    }

    private DashboardChange Keep(FakeDashboards dashboards)
    {
        var keeper = new DashboardKeeper(
            Scenario.Store,
            dashboards,
            Scenario.NewHost().Journal,
            Sample.Region,
            Scenario.Time);
        return Scenario.Play(async () =>
            new { Change = await keeper.KeepAsync(Sample.Event, CancellationToken.None) }).Change;
    }

    private CanaryRecord Start() =>
        Scenario.Play(() => Canary().StartAsync(Sample.Event, Target, "kim", CancellationToken.None));

    private CanaryRecord Look() =>
        Scenario.Play(async () => (await Canary().LookAsync(Sample.Event, CancellationToken.None))!);

    private AlarmCanary Canary()
    {
        var host = Scenario.NewHost();
        return new AlarmCanary(Scenario.Store, _alarms, host.JournalReader, host.Journal, Scenario.Time);
    }

    private static AlarmTransition Fired(DateTimeOffset at) =>
        Sample.Alarm("any", at) with { Alarm = Target.Alarm };
}
