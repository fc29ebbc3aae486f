using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Core.Alarms;

namespace ServerlessReadiness.Signals.Tests;

/// <summary>Tables of spellings. Each row changes one field of a good message.</summary>
public sealed class TrapTests
{
    private const string Instant = "2026-11-27T00:03:11.897";

    [Theory]
    [InlineData(Instant + "+0000", true)]
    [InlineData(Instant + "+00:00", true)]
    [InlineData(Instant + "Z", true)]
    [InlineData(Instant, true)]
    [InlineData("2026-11-27T09:03:11.897+0900", true)]
    [InlineData("2026-11-27T00:03:11.897000+0000", true)]
    [InlineData("2026-11-27 00:03:11", false)]
    [InlineData("27/11/26", false)]
    [InlineData("1795737791897", false)]
    [InlineData("0001-01-01T00:00:00+1400", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Times_are_read_in_the_spellings_of_AWS(string? text, bool isRead)
    {
        Assert.Equal(isRead, WireTime.TryParse(text, out var instant));
        if (isRead)
        {
            Assert.Equal(new DateTimeOffset(2026, 11, 27, 0, 3, 11, 897, TimeSpan.Zero), instant);
        }
    }

    [Fact]
    public void Seconds_need_no_fraction()
    {
        Assert.True(WireTime.TryParse("2026-11-27T00:03:11+0000", out var instant));
        Assert.Equal(new DateTimeOffset(2026, 11, 27, 0, 3, 11, TimeSpan.Zero), instant);
    }

    [Theory]
    [InlineData("missing", MissingData.Missing)]
    [InlineData("notBreaching", MissingData.NotBreaching)]
    [InlineData("NonBreaching", MissingData.NotBreaching)]
    [InlineData("breaching", MissingData.Breaching)]
    [InlineData("ignore", MissingData.Ignore)]
    [InlineData("- TreatMissingData:                    notBreaching", MissingData.NotBreaching)]
    [InlineData("- TreatMissingData:   missing ", MissingData.Missing)]
    [InlineData("evaluate", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData(7, null)]
    public void Missing_data_is_read_in_every_spelling(object? text, MissingData? expected) =>
        Assert.Equal(
            expected,
            Samples.OnlyAlarm(Edited(m => m["Trigger"]!["TreatMissingData"] = JsonValue.Create(text))).MissingData);

    [Theory]
    [InlineData("FIRING")]
    [InlineData("alarm")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData(2)]
    public void An_unknown_state_is_refused_by_name(object? state)
    {
        var refused = Samples.OnlyUnreadable(Edited(m => m["NewStateValue"] = JsonValue.Create(state)));

        Assert.Contains("web-5xx", refused.Reason, StringComparison.Ordinal);
        Assert.Contains(
            $"its new state is {(state is string text ? $"\"{text}\"" : "nothing")}; only OK, ALARM and",
            refused.Reason,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("arn:aws:sns:ap-northeast-2:123456789012:topic")]
    [InlineData("web-5xx")]
    public void An_ARN_that_is_not_an_alarms_is_refused_rather_than_guessed(string arn) =>
        Assert.Contains(
            $"its ARN \"{arn}\" names no CloudWatch alarm; use an alarm's ARN",
            Samples.OnlyUnreadable(Edited(m => m["AlarmArn"] = arn)).Reason,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("", "123456789012")]
    [InlineData("web-5xx", "")]
    [InlineData("web-5xx", null)]
    [InlineData(null, "123456789012")]
    [InlineData("web-5xx", "1:alarm:x")]
    public void Without_ARN_a_name_and_a_plain_account_are_needed(string? name, string? account)
    {
        var signals = Edited(m =>
        {
            m["AlarmArn"] = null;
            m["AlarmName"] = name;
            m["AWSAccountId"] = account;
        });

        Assert.IsType<Signal.Unreadable>(Assert.Single(signals));
    }

    [Theory]
    [InlineData("cn-north-1", "aws-cn")]
    [InlineData("us-gov-west-1", "aws-us-gov")]
    [InlineData("ap-northeast-2", "aws")]
    public void Without_ARN_the_functions_region_says_the_partition(string region, string partition)
    {
        var signals = Functions.Signals.SignalReader.Read(Samples.Bytes("sns-old-without-arn"), region);

        Assert.Equal(
            $"arn:{partition}:cloudwatch:{region}:123456789012:alarm:web-cpu",
            Samples.OnlyAlarm(signals).Alarm.Value);
    }

    [Theory]
    [InlineData("""[{"name":"A","value":"1"},{"value":"2","name":"B"}]""", "A=1,B=2")]
    [InlineData("""[{"Name":"A","Value":"1"}]""", "A=1")]
    [InlineData("""{"A":"1","B":"2"}""", "A=1,B=2")]
    [InlineData("""[{"name":"A"},{"value":"2"},"x",null,{"name":"C","value":"3"}]""", "C=3")]
    [InlineData("""{"A":1,"B":null,"C":"3"}""", "C=3")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    [InlineData("\"text\"", "")]
    public void Dimensions_are_read_as_list_and_as_object(string dimensions, string expected)
    {
        var alarm = Samples.OnlyAlarm(Edited(m => m["Trigger"]!["Dimensions"] = JsonNode.Parse(dimensions)));

        Assert.Equal(expected, string.Join(',', alarm.Dimensions.Select(d => $"{d.Name}={d.Value}")));
    }

    [Fact]
    public void A_dimension_whose_name_is_no_text_is_left_out()
    {
        var json = Samples.Text("eventbridge-metric-alarm")
            .Replace("\"LoadBalancer\"", "\"\\ud800\"", StringComparison.Ordinal);

        Assert.Equal(["TargetGroup"], Samples.OnlyAlarm(Samples.ReadText(json)).Dimensions.Select(d => d.Name));
    }

    [Fact]
    public void More_dimensions_than_CloudWatch_has_are_refused()
    {
        var many = new JsonObject(Enumerable.Range(0, 601).Select(i => KeyValuePair.Create($"d{i}", (JsonNode?)"v")));

        Assert.Contains(
            "more than 20 metrics, 600 dimensions",
            Samples.OnlyUnreadable(Edited(m => m["Trigger"]!["Dimensions"] = many)).Reason,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"web/a:b\"", "web/a:b")]
    public void An_empty_contributor_is_not_the_whole_alarm(string id, string expected) =>
        Assert.Equal(
            expected, Samples.OnlyAlarm(Edited(m => m["AlarmContributorId"] = JsonNode.Parse(id))).Contributor);

    [Theory]
    [InlineData("7")]
    [InlineData("{}")]
    public void A_contributor_without_readable_id_is_not_taken_for_the_whole_alarm(string id) =>
        Assert.Contains(
            "does not say which",
            Samples.OnlyUnreadable(Edited(m => m["AlarmContributorId"] = JsonNode.Parse(id))).Reason,
            StringComparison.Ordinal);

    [Fact]
    public void A_contributor_event_without_contributor_is_not_taken_for_the_whole_alarm()
    {
        var payload = JsonNode.Parse(Samples.Text("eventbridge-contributor"))!;
        payload["detail"]!.AsObject().Remove("alarmContributor");

        Assert.Contains(
            "does not say which",
            Samples.OnlyUnreadable(Samples.ReadText(payload.ToJsonString())).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_null_trigger_beside_a_rule_is_a_composite_alarm()
    {
        var alarm = Samples.OnlyAlarm(Edited(m =>
        {
            m["Trigger"] = null;
            m["AlarmRule"] = "ALARM(a)";
        }));

        Assert.True(alarm.IsComposite);
    }

    [Fact]
    public void The_last_of_two_equal_names_counts()
    {
        var message = SnsMessage().ToJsonString();
        var twice = message[..^1] + ",\"NewStateValue\":\"OK\"}";

        Assert.Equal(AlarmStateValue.Ok, Samples.OnlyAlarm(Samples.ReadText(Samples.Sns(twice))).State);
    }

    private static JsonObject SnsMessage()
    {
        var payload = JsonNode.Parse(Samples.Text("sns-metric-alarm"))!;
        return JsonNode.Parse((string)payload["Records"]![0]!["Sns"]!["Message"]!)!.AsObject();
    }

    private static IReadOnlyList<Signal> Edited(Action<JsonObject> edit)
    {
        var message = SnsMessage();
        edit(message);
        return Samples.ReadText(Samples.Sns(message.ToJsonString()));
    }
}
