using BenchmarkDotNet.Attributes;
using ServerlessReadiness.Bench;
using ServerlessReadiness.Core.Alarms;

namespace ServerlessReadiness.Benchmarks;

[MemoryDiagnoser]
public class AlarmDeciderBenchmarks
{
    private readonly AlarmTransition _transition = SituationFacts.Transition(AlarmPayload.NamePrefix + "1");
    private AlarmSituation _new = null!;
    private AlarmSituation _decidedBefore = null!;

    [GlobalSetup]
    public void Prepare()
    {
        _new = SituationFacts.Situation(_transition, memory: null);
        _decidedBefore = SituationFacts.Situation(_transition, Starts().Memory);
    }

    [Benchmark]
    public AlarmDecision Starts() => AlarmDecider.Decide(_new, _transition, SituationFacts.Now);

    [Benchmark]
    public AlarmDecision Duplicate() => AlarmDecider.Decide(_decidedBefore, _transition, SituationFacts.Now);
}
