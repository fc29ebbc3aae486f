using System.Text;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Functions.Signals;

namespace ServerlessReadiness.Signals.Tests;

public sealed class EnvelopeTests
{
    private const string AlarmText =
        """{"AlarmArn":"arn:aws:cloudwatch:ap-northeast-2:123456789012:alarm:a","NewStateValue":"OK","""
        + "\"StateChangeTime\":\"2026-11-27T00:03:11.897+0000\"}";

    [Fact]
    public void A_bad_record_names_its_message_and_leaves_the_others_in_order()
    {
        var signals = Samples.Read("sns-several-records");

        Assert.Equal("web-5xx", Assert.IsType<Signal.AlarmChanged>(signals[0]).Transition.Alarm.Name);
        var bad = Assert.IsType<Signal.Unreadable>(signals[1]);
        Assert.StartsWith("SNS message \"", bad.Reason, StringComparison.Ordinal);
        Assert.Contains("its text is not JSON", bad.Reason, StringComparison.Ordinal);
        Assert.Equal("operator note: the sale has begun", bad.Raw);
        Assert.Equal("web-instance-check", Assert.IsType<Signal.AlarmChanged>(signals[2]).Transition.Alarm.Name);
    }

    [Theory]
    [InlineData("\"Timestamp\":\"yesterday\"")]
    [InlineData("\"Timestamp\":7")]
    [InlineData("\"Timestamp\":{\"a\":[1]}")]
    [InlineData("\"Subject\":{\"a\":1}")]
    [InlineData("\"MessageAttributes\":[1,2]")]
    [InlineData("\"MessageAttributes\":{\"a\":7}")]
    [InlineData("\"MessageId\":\"\\ud800\"")]
    [InlineData("\"Subject\":\"\\ud800\"")]
    [InlineData("\"\\ud800\":1")]
    [InlineData("\"SigningCertURL\":\"https://x\"")]
    public void A_field_that_is_not_needed_does_not_keep_an_alarm_from_being_read(string field)
    {
        var json = $$$"""
            {"Records":[{"EventSource":"aws:sns","Sns":{{{{field}}},"Message":{{{Samples.Quoted(AlarmText)}}}}}]}
            """;

        Assert.Equal(AlarmStateValue.Ok, Samples.OnlyAlarm(Samples.ReadText(json)).State);
    }

    [Fact]
    public void A_byte_order_mark_is_skipped_outside_and_inside()
    {
        byte[] outside = [0xEF, 0xBB, 0xBF, .. Samples.Bytes("sns-metric-alarm")];

        Assert.Equal(Samples.Alarm("sns-metric-alarm"), Samples.OnlyAlarm(SignalReader.Read(outside, "us-east-1")));
        Samples.OnlyAlarm(Samples.ReadText(Samples.Sns('\uFEFF' + AlarmText)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("7")]
    [InlineData("\"text\"")]
    [InlineData("{\"Records\":[]}")]
    [InlineData("{\"Records\":[null,7]}")]
    [InlineData("{\"Records\":{}}")]
    [InlineData("{\"Records\":[{\"EventSource\":\"aws:sns\"}]}")]
    [InlineData("{\"Records\":[{\"EventSource\":\"aws:sns\",\"Sns\":7}]}")]
    [InlineData("{\"Records\":[{\"eventSource\":\"aws:sqs\"}]}")]
    [InlineData("{\"source\":\"aws.scheduler\",\"detail\":\"{\"}")]
    [InlineData("{\"source\":\"aws.cloudwatch\",\"detail-type\":\"CloudWatch Alarm State Change\"}")]
    [InlineData("{\"source\":\"aws.events\",\"detail-type\":\"Scheduled Event\",\"time\":\"soon\"}")]
    [InlineData("{\"source\":\"aws.events\",\"detail-type\":\"Scheduled Event\",\"resources\":7}")]
    [InlineData("{\"source\":\"serverless-readiness\",\"event\":\"UPPER\",\"run\":\"01KB0Z6T5R9V3M8QWXYC4D7E2F\"}")]
    [InlineData("{\"source\":\"serverless-readiness\",\"event\":\"sale\",\"run\":\"1\"}")]
    [InlineData("{\"alarmData\":7}")]
    [InlineData("{\"AutoScalingGroupName\":\"g\",\"Event\":\"autoscaling:NEW\"}")]
    public void What_no_function_answers_is_named_with_a_next_step(string json) =>
        Assert.All(Samples.ReadText(json), signal =>
            Assert.Matches(".+: .+; .+\\.$", Assert.IsType<Signal.Unreadable>(signal).Reason));

    [Fact]
    public void Both_schedules_tick_at_the_time_they_state()
    {
        var rule = Assert.IsType<Signal.Tick>(Assert.Single(Samples.Read("schedule-rule")));
        var scheduler = Assert.IsType<Signal.Tick>(Assert.Single(Samples.Read("schedule-scheduler-string-detail")));

        Assert.Equal(new DateTimeOffset(2026, 11, 27, 0, 40, 0, TimeSpan.Zero), rule.At);
        Assert.Equal(new DateTimeOffset(2026, 11, 27, 0, 41, 0, TimeSpan.Zero), scheduler.At);
    }

    [Fact]
    public void A_hand_over_is_read_as_it_was_written()
    {
        var due = new Signal.RunDue(EventId.Parse("black-friday"), RunId.Parse("01KB0Z6T5R9V3M8QWXYC4D7E2F"));

        Assert.Equal<Signal>(due, Assert.Single(Samples.ReadText(HandOver.Write(due.EventId, due.Run))));
    }

    [Fact]
    public void An_alarm_event_whose_detail_is_a_text_is_still_read()
    {
        var payload = JsonNode.Parse(Samples.Text("eventbridge-metric-alarm"))!;
        payload["detail"] = payload["detail"]!.ToJsonString();

        Assert.Equal(
            Samples.Alarm("eventbridge-metric-alarm"), Samples.OnlyAlarm(Samples.ReadText(payload.ToJsonString())));
    }

    [Fact]
    public void An_EventBridge_event_that_a_rule_sends_through_SNS_keeps_its_source() =>
        Assert.Equal(
            Samples.Alarm("eventbridge-metric-alarm"),
            Samples.OnlyAlarm(Samples.ReadText(Samples.Sns(Samples.Text("eventbridge-metric-alarm")))));

    [Fact]
    public void Envelopes_in_envelopes_end_at_a_bound()
    {
        Assert.Equal(5, SignalReader.EnvelopesMax - 1);
        Samples.OnlyAlarm(Samples.ReadText(Nested(5)));

        Assert.Contains(
            "more than 6 envelopes",
            Samples.OnlyUnreadable(Samples.ReadText(Nested(6))).Reason,
            StringComparison.Ordinal);

        static string Nested(int envelopes)
        {
            var json = AlarmText;
            for (var i = 0; i < envelopes; i++)
            {
                json = $$"""{"requestPayload":{{json}}}""";
            }

            return json;
        }
    }

    [Fact]
    public void A_long_raw_text_is_cut_between_characters_and_says_so()
    {
        var raw = RawText.Of("a" + new string('가', 5000));

        Assert.EndsWith("가… [the first 8191 of 15001 bytes]", raw, StringComparison.Ordinal);
        Assert.Equal("가", RawText.Of("가"));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_kept_as_base64()
    {
        byte[] bytes = [.. "{\"a\":\""u8, 0xFF, 0xFE, .. "\"}"u8];
        var unreadable = Samples.OnlyUnreadable(SignalReader.Read(bytes, Samples.FunctionRegion));

        Assert.Equal(bytes, Convert.FromBase64String(unreadable.Raw[RawText.Base64Prefix.Length..]));
        Assert.Contains("payload of 10 bytes: it is not UTF-8 text", unreadable.Reason, StringComparison.Ordinal);
        Assert.EndsWith(
            "… [the first 6144 of 9000 bytes]",
            RawText.Of(Enumerable.Repeat((byte)0xFF, 9000).ToArray()),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eventbridge-configuration-change")]
    [InlineData("wrong-envelope-unknown-object")]
    public void An_unreadable_event_is_kept_with_its_envelope(string name) =>
        Assert.Equal(Samples.Text(name).Trim(), Samples.OnlyUnreadable(Samples.Read(name)).Raw);

    [Fact]
    public void A_cut_off_payload_is_kept_as_it_came() =>
        Assert.Equal(
            Encoding.UTF8.GetString(Samples.Bytes("not-json-at-all")),
            Samples.OnlyUnreadable(Samples.Read("not-json-at-all")).Raw);
}
