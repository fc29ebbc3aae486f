using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Functions.Signals;

namespace ServerlessReadiness.Signals.Tests;

/// <summary>Whatever the bytes, reading them ends soon, throws nothing and gives at least one signal.</summary>
public sealed class FuzzTests
{
    private const int Iterations = 4000;
    private static readonly TimeSpan OneReadMax = TimeSpan.FromSeconds(5);

    private static readonly string[] Sources = [.. Samples.Names.Where(name => name != "sns-huge-message")];

    private static readonly string[] KnownNames =
    [
        "Records", "EventSource", "eventSource", "Sns", "Message", "MessageId", "TopicArn", "Timestamp", "body",
        "requestPayload", "source", "detail-type", "detail", "time", "resources", "alarmData", "alarmArn", "AlarmName",
        "AlarmArn", "AWSAccountId", "NewStateValue", "StateChangeTime", "Trigger", "Metrics", "MetricStat", "Metric",
        "Dimensions", "name", "value", "state", "configuration", "alarmContributor", "attributes", "reasonData",
        "AutoScalingGroupName", "LifecycleTransition", "Event", "event", "run", "command", "do", "reason", "\\ud800", "",
    ];

    private static readonly Gen<string> AnyScalar = Gen.OneOf(
        Gen.OneOf("null", "true", "0", "-1e999", "1e-999", "99999999999999999999999999", "\"\"", "\"\\ud800\""),
        Gen.OneOf("\"aws:sns\"", "\"aws:sqs\"", "\"aws.events\"", "\"aws.cloudwatch\"", "\"Scheduled Event\""),
        Gen.OneOf("\"ALARM\"", "\"123456789012\"", "\"serverless-readiness\"", "\"{}\"", "\"{\\\"a\\\":1}\""),
        Gen.String.Select(Samples.Quoted));

    private static readonly Gen<string> AnyJson = Gen.Recursive<string>((depth, inner) => depth > 6
        ? AnyScalar
        : Gen.Frequency(
            (2, AnyScalar),
            (1, inner.Array[0, 4].Select(items => $"[{string.Join(',', items)}]")),
            (1, inner.Select(json => $"\"{System.Text.Json.JsonEncodedText.Encode(json)}\"")),
            (4, Gen.Select(Gen.OneOf(KnownNames), inner).Array[0, 6].Select(Object))));

    [Fact]
    public void Random_bytes() => Gen.Byte.Array[0, 300].Sample(bytes => { MustRead(bytes); }, iter: Iterations);

    [Fact]
    public void Random_JSON_made_of_the_names_that_are_looked_for() =>
        AnyJson.Sample(json => { MustRead(Encoding.UTF8.GetBytes(json)); }, iter: Iterations);

    [Fact]
    public void Samples_with_bytes_changed_removed_and_cut_off() =>
        Gen.Select(
            Gen.OneOf(Sources),
            Gen.Select(Gen.Double[0, 1], Gen.Byte, Gen.Int[0, 3]).Array[1, 8]).Sample(
            (name, edits) =>
            {
                var bytes = Samples.Bytes(name).ToList();
                foreach (var (where, value, kind) in edits)
                {
                    Damage(bytes, (int)(where * (bytes.Count - 1)), value, kind);
                }

                MustRead([.. bytes]);
            },
            iter: Iterations);

    [Fact]
    public void Samples_with_a_value_of_another_type() =>
        Gen.Select(Gen.OneOf(Sources), Gen.Int[0, 10_000], AnyScalar).Sample(
            (name, which, scalar) =>
            {
                if (name == "not-json-at-all" || scalar.Contains("\\ud800", StringComparison.Ordinal))
                {
                    return;
                }

                var payload = JsonNode.Parse(Samples.Text(name))!;
                var message = (string?)payload["Records"]?[0]?["Sns"]?["Message"];
                Swap(payload, which, scalar);
                MustRead(Encoding.UTF8.GetBytes(payload.ToJsonString()));
                if (message?.StartsWith('{') == true)
                {
                    var inner = JsonNode.Parse(message)!;
                    Swap(inner, which, scalar);
                    MustRead(Encoding.UTF8.GetBytes(Samples.Sns(inner.ToJsonString())));
                }
            },
            iter: Iterations);

    [Theory]
    [InlineData("[", "]", 63)]
    [InlineData("[", "]", 64)]
    [InlineData("[", "]", 100_000)]
    [InlineData("{\"requestPayload\":", "}", 60)]
    [InlineData("{\"requestPayload\":", "}", 100_000)]
    [InlineData("{\"Records\":[", "]}", 30)]
    public void Deep_nesting(string open, string close, int depth) =>
        MustRead(Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth))));

    [Fact]
    public void Deep_nesting_inside_a_message() =>
        MustRead(Encoding.UTF8.GetBytes(Samples.Sns(new string('[', 5000) + new string(']', 5000))));

    [Fact]
    public void A_large_payload_of_many_records_and_many_children_is_read_in_time()
    {
        const string Record = """{"EventSource":"aws:sns","Sns":{"Message":"x"}}""";
        var records = string.Join(',', Enumerable.Repeat(Record, 20_000));
        Assert.Equal(20_000, MustRead(Encoding.UTF8.GetBytes($$"""{"Records":[{{records}}]}""")).Count);

        var children = string.Join(',', Enumerable.Repeat(
            """{"Arn":"arn:aws:cloudwatch:ap-northeast-2:123456789012:alarm:a"}""", 50_000));
        MustRead(Encoding.UTF8.GetBytes(Samples.Sns($$"""{"AlarmName":"a","TriggeringChildren":[{{children}}]}""")));
    }

    private static IReadOnlyList<Signal> MustRead(byte[] bytes)
    {
        var watch = Stopwatch.StartNew();
        var signals = SignalReader.Read(bytes, Samples.FunctionRegion);

        Assert.NotEmpty(signals);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, OneReadMax);
        foreach (var unreadable in signals.OfType<Signal.Unreadable>())
        {
            Assert.NotEmpty(unreadable.Reason);
            Assert.InRange(Encoding.UTF8.GetByteCount(unreadable.Raw), 0, RawText.BytesMax + 100);
        }

        return signals;
    }

    private static void Damage(List<byte> bytes, int at, byte value, int kind)
    {
        if (bytes.Count == 0)
        {
            return;
        }

        switch (kind)
        {
            case 0:
                bytes[at] = value;
                break;
            case 1:
                bytes.RemoveAt(at);
                break;
            case 2:
                bytes.Insert(at, value);
                break;
            default:
                // Cut off near the end, so that most of the sample is still walked.
                bytes.RemoveRange(bytes.Count - Math.Min(bytes.Count, value), Math.Min(bytes.Count, value));
                break;
        }
    }

    private static void Swap(JsonNode root, int which, string scalar)
    {
        var places = new List<(JsonObject Parent, string Name)>();
        Collect(root, places);
        var (parent, name) = places[which % places.Count];
        parent[name] = JsonNode.Parse(scalar.Contains("e999", StringComparison.Ordinal) ? "7" : scalar);
    }

    private static void Collect(JsonNode? node, List<(JsonObject Parent, string Name)> places)
    {
        if (node is JsonObject parent)
        {
            foreach (var (name, value) in parent)
            {
                places.Add((parent, name));
                Collect(value, places);
            }
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
            {
                Collect(item, places);
            }
        }
    }

    private static string Object((string Name, string Value)[] members) =>
        $"{{{string.Join(',', members.Select(member => $"\"{member.Name}\":{member.Value}"))}}}";
}
