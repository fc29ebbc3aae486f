using System.Text;
using System.Text.Json;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Snapshots;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Tests.Reports;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Reports;
using ServerlessReadiness.Core.Snapshots;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests.Snapshots;

/// <summary>Clock keeps the page's document through an event.</summary>
public sealed class SnapshotKeeperTests
{
    private readonly Newsroom _room = new();

    public SnapshotKeeperTests() => _room.Scenario.Snapshots = new SnapshotParts(null);

    private Scenario Scenario => _room.Scenario;

    private EventSnapshot Shown => Scenario.Read(StateKeys.Snapshot(Sample.Event)).Value!;

    [Fact]
    public void It_follows_the_event_from_scheduled_to_closed()
    {
        _room.Occasion.BeatsUntil(Occasion.PrewarmAt.AddMinutes(-3));
        Assert.Equal((Phase.Scheduled, ReportColour.Green), (Shown.Phase, Shown.Colour));
        _room.Occasion.BeatsUntil(Occasion.LiveAt.AddMinutes(10));
        var live = Shown;
        Assert.Equal((Phase.Live, Sample.Plan.Name), (live.Phase, live.Name));
        Assert.InRange(live.At, Scenario.Now.AddMinutes(-1), Scenario.Now);
        Assert.Equal(live.At.AddMinutes(1), live.NextAt);
        var front = live.Components.First(c => c.Component == Occasion.FrontName);
        Assert.Equal((Occasion.Floor, Occasion.Floor), (front.InService, front.Wanted));
        Assert.Equal(Occasion.Floor, front.Bounds!.Minimum);
        Assert.NotEmpty(live.Journal);
        Assert.Contains(live.Reasons, r => r.English.Length > 0 && r.Korean.Length > 0 && r.English != r.Korean);
        Assert.Contains(live.Coming, c => c.Kind == ComingKind.Phase);
        _room.Occasion.BeatsUntil(Occasion.CooldownAt.AddMinutes(30));
        _room.Occasion.Confirm();
        _room.Occasion.BeatsUntil(Occasion.ClosedAt.AddMinutes(40));
        Assert.Equal((Phase.Closed, (DateTimeOffset?)null), (Shown.Phase, Shown.NextAt));
    }

    [Fact]
    public void Weeks_before_it_is_written_every_five_minutes_and_at_once_when_the_head_changes()
    {
        var host = Scenario.NewHost();
        var written = Minutes(host, 11);
        Assert.Equal([0, 5, 10], written);
        Scenario.Play(() => host.Commands.HandleAsync(
            new Core.Operators.OperatorRequest(
                Core.Operators.CommandId.Parse("p-1"),
                Sample.Event,
                new Core.Operators.OperatorCommand.PauseEvent(),
                "why not",
                Scenario.Now,
                Scenario.Now.AddMinutes(1)),
            new Core.Operators.Caller.Iam("arn:aws:iam::123456789012:role/Operators"),
            null,
            CancellationToken.None));
        Assert.Equal([0], Minutes(host, 3));
        Assert.Equal(AutomationMode.Paused, Shown.Mode);
    }

    [Fact]
    public void A_chart_has_every_minute_and_none_where_nothing_was_measured()
    {
        _room.Occasion.BeatsUntil(Occasion.LiveAt.AddMinutes(30));
        var gap = Scenario.Now.AddMinutes(-12);
        Scenario.World.Measured = (_, at) => at >= gap && at < gap.AddMinutes(3) ? null : 41.5;
        _room.Occasion.BeatsUntil(Scenario.Now.AddMinutes(1));
        var chart = Assert.Single(Shown.Charts);
        Assert.Equal(("requests", 180, "Sum"), (chart.Metric, chart.Values.Count, chart.Statistic));
        Assert.Equal(3, chart.Values.Count(v => v is null));
        Assert.Equal(41.5, chart.Values[^1]);
        Assert.Equal((0, 100), (chart.Normal!.Low, chart.Normal.High));
        Assert.True(chart.IsNormal);
    }

    [Fact]
    public void What_cannot_be_read_is_named_and_keeps_nothing_else_out()
    {
        _room.Occasion.BeatsUntil(Occasion.LiveAt.AddMinutes(5));
        Scenario.Snapshots = new SnapshotParts(new NoLetters());
        Scenario.World.ReadFault = call => call.Contains("web", StringComparison.Ordinal) ? PortFailure.Denied : null;
        _room.Occasion.BeatsUntil(Scenario.Now.AddMinutes(1));
        Assert.Null(Shown.DeadLetters);
        Assert.Contains(Shown.Unseen, u => u.What == "dead letters" && u.Why.Contains("sqs", StringComparison.Ordinal));
        Assert.Null(Shown.Components.First(c => c.Component == Occasion.FrontName).InService);
        Assert.Equal(Occasion.Floor, Shown.Components.First(c => c.Component == Occasion.DataName).InService);
        Assert.NotEqual(ReportColour.Green, Shown.Colour);
    }

    [Fact]
    public void It_is_the_same_when_read_again_and_fits_into_an_item()
    {
        _room.Occasion.BeatsUntil(Occasion.LiveAt.AddMinutes(20));
        var json = JsonSerializer.Serialize(Shown, StateJson.Default.EventSnapshot);
        Assert.Equal(Shown, JsonSerializer.Deserialize(json, StateJson.Default.EventSnapshot));
        Assert.InRange(Encoding.UTF8.GetByteCount(json), 1_000, StateLimits.StoredDocumentBytesMax);
    }

    [Fact]
    public void A_beat_that_was_slower_than_another_writes_nothing_over_it()
    {
        _room.Occasion.BeatsUntil(Occasion.LiveAt.AddMinutes(5));
        var before = Scenario.Read(StateKeys.Snapshot(Sample.Event)).Version;
        Scenario.Time.Advance(TimeSpan.FromMinutes(1));
        var fast = Scenario.NewHost();
        var slow = Scenario.NewHost(new Overtaken(async () =>
            Assert.True(await fast.Snapshots!.KeepAsync(Sample.Event, CancellationToken.None))));
        Assert.False((bool)Scenario.Play(async () =>
            (object)await slow.Snapshots!.KeepAsync(Sample.Event, CancellationToken.None)));
        Assert.Equal(before + 1, Scenario.Read(StateKeys.Snapshot(Sample.Event)).Version);
    }

    [Fact]
    public void What_goes_on_by_itself_is_written_every_few_seconds_what_a_person_waits_for_at_once()
    {
        _room.Occasion.BeatsUntil(Occasion.LiveAt.AddMinutes(5));
        var host = Scenario.NewHost();
        Assert.True(Touches(host, isAwaited: true));
        Assert.False(Touches(host, isAwaited: false));
        Assert.True(Touches(host, isAwaited: true));
        Scenario.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(Touches(host, isAwaited: false));
        Scenario.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(Touches(host, isAwaited: false));
    }

    /// <summary>Whether what has just been journalled is on the page.</summary>
    private bool Touches(Hosting.Host host, bool isAwaited)
    {
        var words = $"said at {Guid.NewGuid()}";
        return (bool)Scenario.Play(async () =>
        {
            await Scenario.Store.CommitAsync(
                [host.Journal.Line(new JournalEntry(Sample.Event, Scenario.Now, JournalKind.Person, "said", words))],
                CancellationToken.None);
            await host.ShowAsync(Sample.Event, isAwaited);
            return (object)Shown.Journal.Any(l => l.Reason == words);
        });
    }

    /// <summary>The minutes of which the beat wrote one.</summary>
    private List<int> Minutes(Hosting.Host host, int count)
    {
        var written = new List<int>();
        for (var minute = 0; minute < count; minute++)
        {
            if ((bool)Scenario.Play(async () => (object)await host.Snapshots!.KeepAsync(Sample.Event, CancellationToken.None)))
            {
                written.Add(minute);
            }

            Scenario.Time.Advance(TimeSpan.FromMinutes(1));
        }

        return written;
    }

    /// <summary>Another process does all of its work just before this one commits.</summary>
    private sealed class Overtaken(Func<Task> other) : IPortHook
    {
        private bool _happened;

        public async Task BeforeAsync(string call, bool isEffect)
        {
            if (call.StartsWith("store commit", StringComparison.Ordinal) && !_happened)
            {
                _happened = true;
                await other();
            }
        }

        public Task AfterAsync(string call, bool isEffect) => Task.CompletedTask;
    }

    private sealed class NoLetters : ILetterCounts
    {
        public Task<IReadOnlyList<QueueView>> CountAsync(CancellationToken cancellationToken) =>
            throw new PortException(PortFailure.Denied, "sqs:GetQueueAttributes is denied; allow it.");
    }
}
