using System.Text;
using System.Text.Json.Nodes;
using Amazon.Lambda.TestUtilities;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Application.Plans;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans.Reporting;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Api.Tests;

/// <summary>The entry point that leaders' reports come from, invoked as EventBridge's schedule does.</summary>
public sealed class ReporterTests
{
    private const string Tick = """
        {"version":"0","id":"tick","detail-type":"Scheduled Event","source":"aws.events","account":"123456789012",
        "time":"2026-11-27T00:00:00Z","region":"eu-west-1",
        "resources":["arn:aws:events:eu-west-1:123456789012:rule/readiness-reporter"],"detail":{}}
        """;

    private readonly FakeTimeProvider _time = new(Http.T0);
    private readonly FakeWorld _world;
    private readonly Host _host;

    public ReporterTests()
    {
        _world = new FakeWorld(_time);
        _world.AddGroup("web", new Core.Capacity.Bounds(2, 8), 4, TimeSpan.FromMinutes(2));
        _host = new Host(new HostParts(
            new InMemoryStateStore(_time),
            _world.For(new NoHook()),
            _time,
            new SeededChance(7),
            NullLoggerFactory.Instance,
            "eu-west-1"));
        var applied = _time.Play(
            () => _host.Plans.ApplyAsync(
                Http.Plan with { Reports = ReportPlan.Default, Roles = [new("lead", ["kim"])] }, AutomationMode.Act, "tester", CancellationToken.None),
            TimeSpan.FromMinutes(1));
        Assert.True(applied is PlanApplied.Applied, applied.ToString());
    }

    [Fact]
    public void A_tick_makes_the_report_that_is_due_and_the_next_one_nothing()
    {
        Assert.Equal("1 reports made, 1 deliveries sent, 0 refused, 0 failed", Words(Invoke(Tick)));
        Assert.Equal("sale/2026-11-27T00:00:00Z/en", Assert.Single(_world.ToLeaders).Token);
        Assert.Equal("0 reports made, 0 deliveries sent, 0 refused, 0 failed", Words(Invoke(Tick)));
    }

    [Fact]
    public void What_was_not_sent_fails_the_invocation_so_that_its_alarm_sees_it()
    {
        _world.TopicFault = _ => new PortException(PortFailure.Throttled, "SNS is throttled; try later.");
        var failed = Assert.Throws<PortException>(() => Invoke(Tick));
        Assert.Contains("1 failed", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_tick_is_kept_and_makes_no_report()
    {
        var answer = Invoke("""{"AlarmName":"cpu"}""");
        Assert.NotEqual("reports", (string)answer["verdict"]!);
        Assert.Empty(_world.ToLeaders);
    }

    private static string Words(JsonNode answer) => (string)answer["reason"]!;

    private JsonNode Invoke(string payload)
    {
        using var answer = _time.Play(
            async () =>
            {
                using var input = new MemoryStream(Encoding.UTF8.GetBytes(payload));
                return await new Functions.Reporter(_host).Handle(
                    input,
                    new TestLambdaContext { RemainingTime = TimeSpan.FromMinutes(2) });
            },
            TimeSpan.FromMinutes(5))!;
        return Assert.Single(JsonNode.Parse(answer)!.AsArray())!;
    }
}
