using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Recovery;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Canary;
using ServerlessReadiness.Core.Review.Limits;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Application.Tests;

/// <summary>Documents as a played event leaves them: strict to read, and equal when read again.</summary>
public sealed class StateJsonTests
{
    private static readonly StateAddress Where = new("PK", "SK");
    private static readonly List<(string Json, Action<string> Read)> Documents = [.. Stored(), .. OfReview()];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Documents.Count)];

    [Fact]
    public void Every_stored_type_round_trips()
    {
        Assert.All(Documents, d => d.Read(d.Json));
        Assert.True(Documents.Count >= 9);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_missing_field_is_refused(int index)
    {
        var (json, read) = Documents[index];
        var optional = new[] { "component", "alarm", "run", "cause", "before", "after", "raw", "takeovers" };
        foreach (var name in JsonNode.Parse(json)!.AsObject().Select(p => p.Key).Except(optional).ToList())
        {
            var less = JsonNode.Parse(json)!.AsObject();
            less.Remove(name);
            var failure = Assert.Throws<PortException>(() => read(less.ToJsonString()));
            Assert.Equal(PortFailure.Refused, failure.Failure);
            Assert.Contains($"'{name}'", failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void An_unknown_field_is_refused(int index) =>
        Refused(index, json => "{\"colour\":\"red\"," + json[1..], "colour");

    [Theory]
    [MemberData(nameof(All))]
    public void A_field_given_twice_is_refused(int index) =>
        Refused(index, json => "{\"schema\":1," + json[1..], "uplicate");

    [Theory]
    [MemberData(nameof(All))]
    public void A_newer_schema_is_refused_by_name(int index)
    {
        Refused(index, Newer, "has schema 99");
        Refused(index, json => "{\"colour\":\"red\"," + Newer(json)[1..], "upgrade");
    }

    private static string Newer(string json) =>
        json.Replace("\"schema\":1", "\"schema\":99", StringComparison.Ordinal)
            .Replace("\"schema\":2", "\"schema\":99", StringComparison.Ordinal)
            .Replace("\"schema\":3", "\"schema\":99", StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(All))]
    public void A_document_that_is_no_JSON_is_refused(int index) => Refused(index, json => json[..^5], "not a valid");

    private static void Refused(int index, Func<string, string> spoil, string because)
    {
        var (json, read) = Documents[index];
        var failure = Assert.Throws<PortException>(() => read(spoil(json)));
        Assert.Equal(PortFailure.Refused, failure.Failure);
        Assert.Contains(because, failure.Message, StringComparison.Ordinal);
        Assert.Contains(Where.ToString(), failure.Message, StringComparison.Ordinal);
    }

    private static List<(string Json, Action<string> Read)> Stored()
    {
        var scenario = new Scenario();
        scenario.Send(EndToEndTests.About("recover"));
        scenario.Beats(TimeSpan.FromMinutes(3));
        var resource = scenario.Resource with { InForce = new Bounds(1, 2) };
        var hold = new Hold("by hand", Sample.T0, null);
        var fired = Sample.Alarm("raise-1", Sample.T0, instance: Sample.Bad) with
        {
            Metrics = [new AlarmMetric("AWS/EC2", "CPUUtilization")],
            Children = [AlarmId.Of(Sample.Region, Sample.Account, "a child")],
        };
        var operators = scenario.Runs[0] with { Trigger = new RunTrigger.ByOperator("kim"), Instance = null };
        var occasion = new Occasion(Occasion.Arm(Occasion.Plan));
        occasion.Data.CanLaunch = false;
        occasion.BeatsUntil(Occasion.CooldownAt.AddMinutes(15));
        var baseline = new MetricBaseline(
            Sample.Event,
            Sample.T0,
            [new CapturedRange("requests", new MetricRange(1, 2), "a day"), new CapturedRange("errors", null, "none")]);
        return
        [
            Of(occasion.Stages, StateJson.Default.StageProgress),
            Of(occasion.Return, StateJson.Default.ReturnProgress),
            Of(occasion.Spend!, StateJson.Default.SpendProgress),
            Of(occasion.Issues[0], StateJson.Default.Issue),
            Of(baseline, StateJson.Default.MetricBaseline),
            Of(Sample.Plan, StateJson.Default.CompiledPlan),
            Of(scenario.Head, StateJson.Default.EventHead),
            Of(new EventListing(Sample.Event, "Sale", Sample.T0, Sample.T0.AddHours(1), true, 3), StateJson.Default.EventListing),
            Of(resource, StateJson.Default.ResourceState),
            Of(ResourceState.New("a", Sample.Event), StateJson.Default.ResourceState),
            Of(scenario.Component with { Hold = hold }, StateJson.Default.ComponentState),
            Of(scenario.Memory("recover-1"), StateJson.Default.AlarmMemory),
            Of(scenario.Memory("recover-1") with { Last = fired, Contributor = "az=a" }, StateJson.Default.AlarmMemory),
            Of(scenario.Runs[0], StateJson.Default.Run),
            Of(operators, StateJson.Default.Run),
            Of(scenario.Journal().First(e => e.Kind == JournalKind.Intent), StateJson.Default.JournalEntry),
            Of(new JournalEntry(Sample.Event, Sample.T0, JournalKind.Unreadable, "x", "y", Raw: "z"), StateJson.Default.JournalEntry),
        ];
    }

    private static List<(string Json, Action<string> Read)> OfReview() =>
        [
            Of(
                new CheckRecord(
                    Sample.Event,
                    "REL-03",
                    Verdict.No("one zone", [new Finding("group web", "one zone", "add zones")]),
                    Sample.T0,
                    new Attestation(ReviewAnswer.Yes, "three zones", "kim", Sample.T0, Sample.T0.AddDays(30))),
                StateJson.Default.CheckRecord),
            Of(
                new ReviewSummary(Sample.Event, Sample.T0, 1, Readiness.GoWithRisks, 3, 1, 1, 1, [], ["REL-03"]),
                StateJson.Default.ReviewSummary),
            Of(
                CanaryRecord.New(Sample.Event, AlarmId.Of(Sample.Region, Sample.Account, "canary"), Sample.T0, "kim") with
                {
                    State = CanaryState.Seen,
                    SeenAt = Sample.T0.AddSeconds(7),
                },
                StateJson.Default.CanaryRecord),
            Of(
                new QuotaRequestRecord(
                    Sample.Event,
                    new QuotaRequest(Sample.Account, Sample.Region, new QuotaKey("ec2", "L-1", "vCPUs"), "vCPUs", 0.5m, 80),
                    new QuotaRequested("r-1", null, "PENDING", 80, WasOpen: true),
                    "kim",
                    Sample.T0,
                    null),
                StateJson.Default.QuotaRequestRecord),
            Of(ContactRecord.New(Sample.Event, "Kim"), StateJson.Default.ContactRecord),
            Of(
                DrillRecord.New(Sample.Event, "zone-lost").With(new DrillResult(
                    Sample.T0, DrillKind.Drill, "kim", 1, "f", null, TimeSpan.FromMinutes(5), Holds: false, "too slow")),
                StateJson.Default.DrillRecord),
        ];

    private static (string Json, Action<string> Read) Of<T>(T value, JsonTypeInfo<T> type)
        where T : class, IStoredDocument => (JsonSerializer.Serialize(value, type), json =>
    {
        var document = new StateDocument(Where, Encoding.UTF8.GetBytes(json), 1, null);
        Assert.Equal(value, StateView.Parse(document, new StateKey<T>(Where, type)));
    });
}
