using ServerlessReadiness.Testing;

namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>How long the way from an alarm to its first effect is, in calls that waited for one another.</summary>
public sealed class RoundTripTests(SystemFixture system)
{
    private const string QuotaAnswer = """
        {"Quota":{"ServiceCode":"ec2","QuotaCode":"L-1216C47A","QuotaName":"Running On-Demand Standard instances",
        "Value":640.0,"UsageMetric":{"MetricNamespace":"AWS/Usage","MetricName":"ResourceCount",
        "MetricDimensions":{"Class":"Standard/OnDemand","Resource":"vCPU","Service":"EC2","Type":"Resource"},
        "MetricStatisticRecommendation":"Maximum"}}}
        """;

    [Fact]
    public async Task At_most_four_sequential_calls_lie_before_the_first_effect_of_a_cold_start()
    {
        await using var stage = await system.StageAsync();

        // moto knows no EC2 quota; a real account does. Measuring it takes calls in a row, which no alarm may wait for.
        stage.Proxy.Add(new ProxyRule.Answer("GetServiceQuota", 200, "application/x-amz-json-1.1", QuotaAnswer));

        var chain = await ChainOfAColdStartAsync(stage);

        Assert.True(chain.Count is > 0 and <= 4, Words(chain));
    }

    private static async Task<IReadOnlyList<ProxiedCall>> ChainOfAColdStartAsync(Stage stage)
    {
        stage.Proxy.Latency = TimeSpan.FromMilliseconds(150);
        var answer = Assert.Single(await stage.InvokeAsync("AlarmResponder", Samples.Read("sns-metric-alarm")));
        Assert.Equal("Done", answer.RunState);
        var calls = stage.Proxy.Calls;
        var effect = calls.First(c => c.Action == "UpdateAutoScalingGroup");
        return LongestChain([.. calls.Where(c => c.Ended <= effect.Arrived)]);
    }

    private static string Words(IReadOnlyList<ProxiedCall> chain) =>
        $"{chain.Count} calls: {string.Join(" → ", chain.Select(c => c.Action))}";

    /// <summary>The longest row of calls of which each began after the one before had ended.</summary>
    private static List<ProxiedCall> LongestChain(IReadOnlyList<ProxiedCall> calls)
    {
        // Taking whatever ends first leaves the most room for the rest.
        var chain = new List<ProxiedCall>();
        foreach (var call in calls.OrderBy(c => c.Ended).Where(c => chain.Count == 0 || c.Arrived >= chain[^1].Ended))
        {
            chain.Add(call);
        }

        return chain;
    }
}
