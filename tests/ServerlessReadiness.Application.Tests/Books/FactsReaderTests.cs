using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.PostMortems;
using ServerlessReadiness.Application.RunbookBook;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Metrics;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.PostMortems;
using ServerlessReadiness.Core.Review;

namespace ServerlessReadiness.Application.Tests.Books;

/// <summary>What is read of an event for documents about it.</summary>
public sealed class FactsReaderTests
{
    private static readonly CompiledPlan Plan = Sample.Plan with
    {
        Metrics = [Metric("came", "RequestCount", Sample.Region), Metric("lost", "HTTPCode_Target_5XX_Count", "us-east-1")],
        Traffic =
        [
            new TrafficStream("www", 100, [new StreamTarget(Sample.Front, 1)], TimeSpan.FromMinutes(1), []),
        ],
    };

    [Fact]
    public void An_alarm_that_was_answered_is_an_incident_with_its_change()
    {
        var scenario = new Scenario(Plan);
        scenario.Beats(TimeSpan.FromMinutes(2));
        scenario.Send(Sample.Alarm("raise-1", scenario.Now));
        scenario.Beats(TimeSpan.FromMinutes(6));
        scenario.Send(Sample.Alarm("raise-1", scenario.Now, AlarmStateValue.Ok));
        var facts = Read(scenario, null);
        var incident = Assert.Single(Incidents.Of(facts));
        Assert.Equal(Sample.Front, incident.Component);
        Assert.NotNull(incident.FirstEffect);
        Assert.InRange(incident.ToRelief!.Value, TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(8));
        Assert.Equal((Phase.Live, true), (facts.Head.Phase, facts.WasLive));
        Assert.Contains(Leftovers.Of(facts), l => l.Component == Sample.Front && l.Kind == LeftoverKind.NotRestored);
    }

    [Fact]
    public void A_journal_of_many_pages_is_read_whole_and_in_order()
    {
        var scenario = new Scenario(Plan);
        var before = scenario.Journal().Count;
        var ids = new Application.Runs.Ids(scenario.Time, new Testing.Worlds.SeededChance(7));
        var lines = Enumerable.Range(0, 900)
            .Select(i => new JournalEntry(Sample.Event, Sample.T0.AddSeconds(i), JournalKind.Person, "note", $"{i}"))
            .ToList();
        foreach (var chunk in lines.Chunk(50))
        {
            scenario.Commit([.. chunk.Select(l => StateKeys.Journal(l.Event, l.At, ids.Next()).Put(l, 0))]);
        }

        var notes = Read(scenario, null).Journal.Where(l => l.Verdict == "note").ToList();
        Assert.Equal(900, notes.Count);
        Assert.Equal(Enumerable.Range(0, 900).Select(i => $"{i}"), notes.Select(n => n.Reason));
        Assert.Equal(before + 900, Read(scenario, null).Journal.Count);
    }

    [Fact]
    public void Metrics_are_read_of_every_place_and_one_that_fails_is_told_beside_the_others()
    {
        var scenario = new Scenario(Plan);
        scenario.Beats(TimeSpan.FromMinutes(30));
        var metrics = new PlacedMetrics { Fails = "us-east-1" };
        var measured = Read(scenario, metrics).Measured;
        Assert.Equal("The role may not read metrics in us-east-1. Allow it.", measured.Unreadable);
        Assert.NotEmpty(measured.Demand);
        Assert.All(measured.Demand, p => Assert.Equal((600L, (long?)null), (p.Offered!.Value, p.Served)));
        Assert.Equal(11.5m, Assert.Single(measured.Capacity.Select(c => c.InService).Distinct()));
        Assert.Equal([Sample.Region, "us-east-1"], metrics.Asked.Order(StringComparer.Ordinal));

        var whole = Read(scenario, new PlacedMetrics()).Measured;
        Assert.Null(whole.Unreadable);
        Assert.All(whole.Demand, p => Assert.Equal((600L, 0L, 600L), (p.Offered!.Value, p.Served!.Value, p.Failed!.Value)));
    }

    [Fact]
    public async Task Old_events_are_read_by_the_hour_since_CloudWatch_keeps_no_more()
    {
        var metrics = new PlacedMetrics();
        var reader = new MeasurementReader(metrics);
        var now = Plan.Schedule.Closed;
        var fresh = await reader.ReadAsync(Plan, now, CancellationToken.None);
        Assert.Equal(TimeSpan.FromMinutes(5), fresh.Period);
        var old = await reader.ReadAsync(Plan, now.AddDays(90), CancellationToken.None);
        Assert.Equal(TimeSpan.FromHours(1), old.Period);
        var early = await reader.ReadAsync(Plan, Plan.Schedule.Prewarm, CancellationToken.None);
        Assert.Empty(early.Demand);
    }

    [Fact]
    public async Task Review_answers_and_reports_are_found_by_their_keys_and_unknown_events_are_none()
    {
        var scenario = new Scenario(Plan);
        var answer = new CheckRecord(Sample.Event, "REL-03", Verdict.Yes("three zones"), Sample.T0, null);
        var note = new JournalEntry(Sample.Event, Sample.T0, JournalKind.Person, "x", "y");
        scenario.Commit(
            StateKeys.Check(Sample.Event, "REL-03").Put(answer, 0),
            new StateKey<JournalEntry>(
                StateKeys.EventPk(Sample.Event), "REPORT#2026-03-01T10", StateJson.Default.JournalEntry).Put(note, 0));
        var book = scenario.Play(async () => (await new RunbookFactsReader(scenario.Store)
            .ReadAsync(Sample.Event, scenario.Now, CancellationToken.None))!);
        Assert.Equal(answer, Assert.Single(book.Reviews));
        Assert.NotNull(book.Head);
        Assert.Equal(["2026-03-01T10"], Read(scenario, null).Reports);

        var unknown = EventId.Parse("nothing");
        Assert.Null(await new EventFactsReader(scenario.Store, null)
            .ReadAsync(unknown, scenario.Now, CancellationToken.None));
        Assert.Null(await new RunbookFactsReader(scenario.Store)
            .ReadAsync(unknown, scenario.Now, CancellationToken.None));
    }

    private static EventFacts Read(Scenario scenario, IMetrics? metrics) => scenario.Play(async () =>
        (await new EventFactsReader(scenario.Store, metrics)
            .ReadAsync(Sample.Event, scenario.Now, CancellationToken.None))!);

    private static PlanMetric Metric(string name, string metric, string region) => new(
        name, Sample.Front, Sample.Account, region, "AWS/ApplicationELB", metric, [], "Sum", null);

    /// <summary>Ten points of 600 for sums and 11.5 for means, unless the place refuses.</summary>
    private sealed class PlacedMetrics : IMetrics
    {
        public string? Fails { get; init; }

        public List<string> Asked { get; } = [];

        public Task<IReadOnlyList<MetricSeries>> ReadAsync(
            Location location,
            IReadOnlyCollection<PlanMetric> metrics,
            DateTimeOffset from,
            DateTimeOffset until,
            TimeSpan period,
            CancellationToken cancellationToken)
        {
            Asked.Add(location.Region);
            return location.Region == Fails
                ? throw new PortException(PortFailure.Refused, $"The role may not read metrics in {Fails}. Allow it.")
                : Task.FromResult<IReadOnlyList<MetricSeries>>(
                [
                    .. metrics.Select(m => new MetricSeries(m.Name, EquatableList.From(Enumerable.Range(0, 10)
                        .Select(i => new MetricPoint(from + (period * i), m.Statistic == "Sum" ? 600 : 11.5))))),
                ]);
        }
    }
}
