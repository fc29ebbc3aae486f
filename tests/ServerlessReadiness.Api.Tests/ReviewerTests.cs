using System.Text;
using System.Text.Json.Nodes;
using Amazon.Lambda.TestUtilities;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Api.Tests;

/// <summary>The entry point of reviews, as the schedule invokes it and as a person asks it.</summary>
public sealed class ReviewerTests
{
    private const string Tick = """
        {"version":"0","id":"tick","detail-type":"Scheduled Event","source":"aws.events","account":"123456789012",
        "time":"2026-11-27T00:00:00Z","region":"eu-west-1",
        "resources":["arn:aws:events:eu-west-1:123456789012:rule/readiness-reviewer"],"detail":{}}
        """;

    private readonly Http _http = new();

    [Fact]
    public void A_tick_reviews_what_is_due_and_a_person_may_ask_for_more()
    {
        Assert.Equal("reviews", (string)Invoke(Tick)["verdict"]!);
        var asked = Invoke(HandOver.WriteReview(Http.Plan.Event));
        Assert.Equal(Http.Plan.Event.Value, (string)asked["event"]!);
        Assert.StartsWith("review ", (string)asked["verdict"]!, StringComparison.Ordinal);
        Assert.Contains(" could not be told, ", (string)asked["reason"]!, StringComparison.Ordinal);

        var status = _http.Get("/events/sale/status");
        Assert.NotEmpty(status.Json!["reviews"]!.AsArray());
    }

    [Fact]
    public void An_event_that_is_not_there_fails_and_what_is_no_review_is_kept()
    {
        var failed = Assert.Throws<PortException>(() => Invoke(HandOver.WriteReview(EventId.Parse("nowhere"))));
        Assert.Contains("There is no event nowhere", failed.Message, StringComparison.Ordinal);
        Assert.NotEqual("reviews", (string)Invoke("""{"AlarmName":"cpu"}""")["verdict"]!);
        Assert.Equal("unreadable", (string)Invoke("""{"source":"serverless-readiness","event":"?","review":"now"}""")["verdict"]!);
    }

    private JsonNode Invoke(string payload)
    {
        using var answer = _http.Time.Play(async () =>
        {
            using var input = new MemoryStream(Encoding.UTF8.GetBytes(payload));
            return await new Functions.Reviewer(_http.Host).Handle(
                input,
                new TestLambdaContext { RemainingTime = TimeSpan.FromMinutes(2) });
        }, TimeSpan.FromMinutes(5))!;
        return Assert.Single(JsonNode.Parse(answer)!.AsArray())!;
    }
}
