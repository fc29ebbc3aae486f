using BenchmarkDotNet.Attributes;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Bench;
using ServerlessReadiness.Functions.Signals;

namespace ServerlessReadiness.Benchmarks;

[MemoryDiagnoser]
public class SignalReaderBenchmarks
{
    private readonly byte[] _sns = AlarmPayload.Create("000001", SituationFacts.Now);
    private readonly byte[] _eventBridge =
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "eventbridge-metric-math.json"));

    [Benchmark]
    public IReadOnlyList<Signal> SnsAlarm() => SignalReader.Read(_sns, BenchPlan.Region);

    [Benchmark]
    public IReadOnlyList<Signal> EventBridgeMetricMath() => SignalReader.Read(_eventBridge, BenchPlan.Region);
}
