using System.Text;
using System.Text.Json.Nodes;
using Amazon.Lambda.TestUtilities;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Api.Tests;

/// <summary>Commands by SNS, as Lambda hands them over and as queues give them back.</summary>
public sealed class SnsCommandTests
{
    private const string Pause = """{"event":"sale","reason":"look","command":{"do":"pause"}}""";
    private readonly Http _http = new();

    [Fact]
    public void A_pause_by_SNS_pauses_whoever_sent_it()
    {
        var answer = Assert.Single(Deliver(Sns(Pause))!);
        Assert.Equal("Done", (string)answer!["verdict"]!);
        var head = _http.Get("/events/sale").Json!;
        Assert.Equal(("Paused", "look"), ((string)head["mode"]!, (string)head["modeReason"]!));

        // SNS delivers at least once: the same message is the same command.
        var lines = Lines().Count;
        Deliver(Sns(Pause));
        Assert.Equal(lines, Lines().Count);
        Assert.Equal("Done", (string)_http.Get("/events/sale/commands/sns-m-1").Json!["state"]!);
    }

    [Theory]
    [InlineData("""{"do":"resume"}""")]
    [InlineData("""{"do":"run.start","runbook":"grow","component":"front"}""")]
    [InlineData("""{"do":"run.approve","run":"01ARZ3NDEKTSV4RRFFQ69G5FAV"}""")]
    [InlineData("""{"do":"restore","what":"All"}""")]
    public void What_needs_a_known_sender_is_refused_journalled_and_not_sent_again(string command)
    {
        var answer = Assert.Single(Deliver(Sns($$"""{"event":"sale","reason":"x","command":{{command}}}"""))!);
        Assert.Equal("Refused", (string)answer!["verdict"]!);
        Assert.EndsWith(" refused", Lines()[^1].Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_mail_says_to_publish_is_the_contacts_answer()
    {
        var contact = Http.Plan.Contacts[0];
        var mail = PlainText.Write(Letters.Ask(Http.Plan, contact, ConfirmationVerdict.Ask, Language.Korean));
        var json = mail.Split('\n').Select(l => l.Trim()).Single(l => l.StartsWith('{'));
        Assert.Equal("late", (string)_http.Get("/events/sale/contacts").Json!["contacts"]![0]!["available"]!);
        var answer = Assert.Single(Deliver(Sns(json))!);
        Assert.True((string)answer!["verdict"]! == "Done", answer.ToJsonString());
        var known = _http.Get("/events/sale/contacts").Json!["contacts"]![0]!;
        Assert.Equal(("confirmed", "SNS message m-1, sender unknown"), ((string)known["available"]!, (string)known["by"]!));
    }

    [Fact]
    public void A_task_is_done_by_SNS_and_shown()
    {
        Deliver(Sns("""{"event":"sale","reason":"six people","command":{"do":"task.done","task":"team"}}"""));
        var tasks = _http.Get("/events/sale/tasks").Json!;
        var team = tasks["tasks"]!.AsArray().Single(t => (string)t!["task"]! == "team")!;
        Assert.Equal(("Done", "six people"), ((string)team["state"]!, (string)team["note"]!));
        Assert.Equal(1, (int)tasks["progress"]!["done"]!);
        var unknown = Deliver(Sns("""{"id":"c-2","event":"sale","reason":"x","command":{"do":"task.done","task":"nothing"}}"""))!;
        Assert.Contains("no task nothing", Assert.Single(unknown)!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_runbook_that_SNS_may_start_is_started_and_handed_over()
    {
        var answer = Assert.Single(Deliver(Sns(
            """{"event":"sale","reason":"x","command":{"do":"run.start","runbook":"tell","component":"front"}}"""))!);
        Assert.True((string)answer!["verdict"]! == "Done", answer.ToJsonString());
        Assert.Equal((string)answer["run"]!, Assert.Single(_http.HandedOver));
    }

    [Theory]
    [InlineData("""{"event":"sale","reason":"x","command":{"do":"explode"}}""")]
    [InlineData("""{"event":"sale","command":{"do":"pause"}}""")]
    [InlineData("""{"reason":"x","command":{"do":"pause"}}""")]
    [InlineData("please pause")]
    [InlineData("""{"AlarmName":"cpu","NewStateValue":"ALARM"}""")]
    public void What_cannot_be_read_is_journalled_once_and_lies_in_the_queue(string message)
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            Assert.Null(Deliver(Sns(message)));
        }

        var line = Assert.Single(Lines(EventId.Parse("unassigned")));
        Assert.Equal(JournalKind.Unreadable, line.Kind);
        Assert.Contains(message[..10], line.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void One_bad_message_keeps_no_good_one_from_being_obeyed()
    {
        var both = JsonNode.Parse(Sns("please pause"))!;
        both["Records"]!.AsArray().Add(JsonNode.Parse(Sns(Pause))!["Records"]![0]!.DeepClone());
        Assert.Null(Deliver(both.ToJsonString()));
        Assert.Equal("Paused", (string)_http.Get("/events/sale").Json!["mode"]!);
    }

    [Theory]
    [InlineData("observe", "Refused")]
    [InlineData("component.hold", "Refused")]
    [InlineData("pause", "Done")]
    public void A_redriven_letter_is_decided_against_the_present(string command, string verdict)
    {
        // As the on-failure destination keeps it, given back three hours later.
        var body = command == "component.hold"
            ? """{"do":"component.hold","component":"front"}"""
            : $$"""{"do":"{{command}}"}""";
        var payload = Sns($$"""{"event":"sale","reason":"x","command":{{body}}}""");
        var letter = new JsonObject
        {
            ["version"] = "1.0",
            ["requestContext"] = new JsonObject { ["condition"] = "RetriesExhausted" },
            ["requestPayload"] = JsonNode.Parse(payload),
        };
        _http.Time.Advance(TimeSpan.FromHours(3));
        var answer = Assert.Single(Deliver(letter.ToJsonString())!);
        Assert.Equal(verdict, (string)answer!["verdict"]!);
        if (verdict == "Refused" && command != "observe")
        {
            Assert.Contains("was good until", (string)answer["reason"]!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_letter_that_SNS_could_not_deliver_is_read_as_it_lies_in_its_queue()
    {
        var sns = JsonNode.Parse(Sns(Pause))!["Records"]![0]!["Sns"]!.ToJsonString();
        Assert.Equal("Done", (string)Assert.Single(Deliver(sns)!)!["verdict"]!);
    }

    private IReadOnlyList<JournalEntry> Lines(EventId? eventId = null) => _http.Time.Play(
        () => _http.Host.JournalReader.NewestAsync(eventId ?? Http.Sale, 100, default),
        TimeSpan.FromMinutes(1))!;

    /// <summary>The function's answer; null when it failed, so that Lambda sends it to the queue in the end.</summary>
    private JsonArray? Deliver(string payload)
    {
        var input = new MemoryStream(Encoding.UTF8.GetBytes(payload));
        var function = new Functions.OperatorCommands(_http.Host);
        try
        {
            var output = _http.Time.Play(
                () => function.Handle(input, new TestLambdaContext { RemainingTime = TimeSpan.FromSeconds(60) }),
                TimeSpan.FromMinutes(5))!;
            return JsonNode.Parse(output)!.AsArray();
        }
        catch (Exception e) when (e is PortException or AggregateException)
        {
            return null;
        }
    }

    private static string Sns(string message) => new JsonObject
    {
        ["Records"] = new JsonArray(new JsonObject
        {
            ["EventSource"] = "aws:sns",
            ["EventVersion"] = "1.0",
            ["EventSubscriptionArn"] = "arn:aws:sns:eu-west-1:123456789012:commands:1",
            ["Sns"] = new JsonObject
            {
                ["Type"] = "Notification",
                ["MessageId"] = "m-1",
                ["TopicArn"] = "arn:aws:sns:eu-west-1:123456789012:commands",
                ["Subject"] = null,
                ["Message"] = message,
                ["Timestamp"] = "2026-11-27T00:00:00.000Z",
                ["SignatureVersion"] = "1",
                ["MessageAttributes"] = new JsonObject(),
            },
        }),
    }.ToJsonString();
}
