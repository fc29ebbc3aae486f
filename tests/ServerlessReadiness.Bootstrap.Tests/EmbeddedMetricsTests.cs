using System.Text.Json;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>The lines, against CloudWatch's specification of the embedded metric format.</summary>
public sealed class EmbeddedMetricsTests : IDisposable
{
    private static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch.AddMilliseconds(1_795_000_000_123);

    private readonly StringWriter _output = new() { NewLine = "\n" };

    public void Dispose() => _output.Dispose();

    [Fact]
    public void A_line_is_one_object_whose_metric_and_dimensions_stand_at_the_top()
    {
        Metrics().EffectStarted(TimeSpan.FromMilliseconds(1234.5));
        using var line = JsonDocument.Parse(Assert.Single(Lines()));
        var root = line.RootElement;
        var aws = root.GetProperty("_aws");
        Assert.Equal(At.ToUnixTimeMilliseconds(), aws.GetProperty("Timestamp").GetInt64());
        var directive = Assert.Single(aws.GetProperty("CloudWatchMetrics").EnumerateArray());
        Assert.Equal("ServerlessReadiness", directive.GetProperty("Namespace").GetString());
        var dimensions = Assert.Single(directive.GetProperty("Dimensions").EnumerateArray())
            .EnumerateArray().Select(d => d.GetString()!).ToArray();
        Assert.Equal(["Table", "Function"], dimensions);
        Assert.Equal(["readiness", "Executor"], dimensions.Select(d => root.GetProperty(d).GetString()));
        var metric = Assert.Single(directive.GetProperty("Metrics").EnumerateArray());
        Assert.Equal("Milliseconds", metric.GetProperty("Unit").GetString());
        Assert.Equal(1234.5, root.GetProperty(metric.GetProperty("Name").GetString()!).GetDouble());
    }

    [Fact]
    public void Every_verdict_is_counted_as_one_of_three_and_only_a_start_as_an_action()
    {
        var metrics = Metrics();
        var kinds = Enum.GetValues<AlarmVerdict>().ToDictionary(v => v, v =>
        {
            metrics.Decided(v);
            return NameIn(Lines()[^1]);
        });
        Assert.Equal(
            ["DecisionsActed", "DecisionsRefused", "DecisionsWithoutAction"],
            kinds.Values.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal([AlarmVerdict.Starts], kinds.Where(k => k.Value == "DecisionsActed").Select(k => k.Key));
        Assert.Equal("DecisionsRefused", kinds[AlarmVerdict.BudgetSpent]);
        Assert.Equal("DecisionsRefused", kinds[AlarmVerdict.Paused]);
        Assert.Equal("DecisionsWithoutAction", kinds[AlarmVerdict.Duplicate]);
        Assert.Equal("DecisionsWithoutAction", kinds[AlarmVerdict.Cleared]);
    }

    [Theory]
    [InlineData(EffectReport.Done, "EffectsPerformed")]
    [InlineData(EffectReport.Refused, "EffectsFailed")]
    [InlineData(EffectReport.Throttled, "EffectsFailed")]
    [InlineData(EffectReport.Impossible, "EffectsFailed")]
    [InlineData(EffectReport.Unknown, "EffectsFailed")]
    public void An_effect_that_is_not_known_to_have_happened_counts_as_failed(EffectReport report, string name)
    {
        Metrics().Performed(report);
        Assert.Equal(name, NameIn(Assert.Single(Lines())));
    }

    private EmbeddedMetrics Metrics() => new(_output, "readiness", "Executor", new FixedTime());

    private string[] Lines() => _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string NameIn(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("_aws").GetProperty("CloudWatchMetrics")[0]
            .GetProperty("Metrics")[0].GetProperty("Name").GetString()!;
    }

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => At;
    }
}
