using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests.Shedding;

/// <summary>A ladder whose levels are a page for one path and a page for all.</summary>
public sealed class PageLadderTests
{
    private static readonly ComponentName Edge = ComponentName.Parse("edge");

    private static readonly Resource.Listener Door = new(
        Sample.Account,
        Sample.Region,
        $"arn:aws:elasticloadbalancing:{Sample.Region}:{Sample.Account}:listener/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2");

    private static readonly CompiledPlan Plan = SheddingShop.Plan with
    {
        Components = SheddingShop.Plan.Components.Add(
            new Component(Edge, Door, 1, 1, 0, TimeSpan.FromMinutes(5), [])),
        Responses =
        [
            .. SheddingShop.Plan.Responses,
            new Response("errors", new AlarmSelector("elb-5xx"), Sample.Front, AlarmRole.Trigger, LadderRunbooks.ShedName),
        ],
        Ladders =
        [
            SheddingShop.Plan.Ladders[0] with
            {
                Levels = [Level("checkout", "/checkout*"), Level("all")],
            },
        ],
    };

    private readonly SheddingShop _shop = new(Plan);
    private readonly FakeListener _listener;

    public PageLadderTests() => _listener = _shop.World.AddListener(Door);

    [Fact]
    public void The_page_for_one_path_stands_again_after_the_page_for_all()
    {
        _shop.Climb();
        Assert.Equal((true, false), (IsAway("/checkout/1"), IsAway("/")));
        _shop.Minutes(7);
        Assert.Equal((2, true, true), (_shop.Ladder.Level, IsAway("/checkout/1"), IsAway("/")));
        _shop.Scenario.Clear(SheddingShop.Pressure);
        _shop.Offered = 100;
        _shop.Minutes(13);
        Assert.Equal((1, true, false), (_shop.Ladder.Level, IsAway("/checkout/1"), IsAway("/")));
        _shop.Minutes(13);
        Assert.Equal((0, 0), (_shop.Ladder.Level, _listener.Rules.Count));
    }

    [Fact]
    public void The_503s_of_the_page_climb_nothing_and_those_before_it_do()
    {
        var errors = Sample.Alarm("elb-5xx", _shop.Scenario.Now) with
        {
            Metrics = [new AlarmMetric("AWS/ApplicationELB", "HTTPCode_ELB_5XX_Count")],
        };
        Assert.Equal(AlarmVerdict.Starts, _shop.Scenario.Send(errors).Verdict);
        _shop.Minutes(12);
        Assert.Equal(AlarmVerdict.OwnShedding, _shop.Scenario.Memory("elb-5xx").Verdict);
        Assert.Equal(1, _shop.Ladder.Level);
        Assert.Empty(_shop.Scenario.Pages);
        _shop.Minutes(10);
        Assert.Single(_shop.Scenario.Pages);
        Assert.Equal(1, _shop.Ladder.Level);
    }

    [Fact]
    public void No_page_outlives_the_event_and_none_can_be_kept()
    {
        _shop.Climb();
        _shop.Scenario.Clear(SheddingShop.Pressure);
        var (head, version) = _shop.Scenario.Read(StateKeys.Head(Sample.Event));
        _shop.Scenario.Commit(StateKeys.Head(Sample.Event).Put(head! with { Phase = Phase.Cooldown }, version));
        _shop.Minutes(1);
        var kept = Assert.IsType<MoveOutcome.Refused>(Keep());
        Assert.Contains("no page outlives the event", kept.Reason, StringComparison.Ordinal);
        Assert.NotEmpty(_listener.Rules);
        _shop.Minutes(60);
        Assert.Empty(_listener.Rules);
        Assert.True(_shop.Ladder.IsIdle, _shop.Ladder.Reason);
        while (_shop.Scenario.Now < Plan.Schedule.Closed.AddMinutes(2))
        {
            _shop.Scenario.Beat();
            _shop.Scenario.Time.Advance(TimeSpan.FromMinutes(10));
        }

        _shop.Minutes(1);
        Assert.Equal(Phase.Closed, _shop.Scenario.Head.Phase);
    }

    private static ShedLevel Level(string name, params string[] paths)
    {
        var page = new FixedPage(503, "text/html", "Back soon");
        var step = new RunbookStep(
            "page",
            new StepAction.MaintenanceOn(page, [], EquatableList.From(paths), null),
            TimeSpan.FromMinutes(10)) { On = Edge };
        return new ShedLevel(name, [step]);
    }

    private bool IsAway(string path) => _listener.Answer("shop.example.com", path) is not null;

    private MoveOutcome Keep()
    {
        var host = _shop.Scenario.NewHost();
        var moves = new ReturnMoves(
            _shop.Scenario.Store,
            host.Events,
            host.Journal,
            new Ids(_shop.Scenario.Time, new SeededChance(4714)),
            new InProcessDispatcher(host.Runs, _shop.Scenario.Time),
            _shop.Scenario.Time);
        return _shop.Scenario.Play(() => moves.KeepAsync(Sample.Event, Edge, "we like it", "kim", CancellationToken.None));
    }
}
