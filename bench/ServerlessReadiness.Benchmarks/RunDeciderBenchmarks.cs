using BenchmarkDotNet.Attributes;
using ServerlessReadiness.Bench;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Benchmarks;

[MemoryDiagnoser]
public class RunDeciderBenchmarks
{
    private readonly Observation _before = SituationFacts.Seen(BenchPlan.Size, minimum: 2);
    private readonly Observation _after = SituationFacts.Seen(BenchPlan.Size + 1, BenchPlan.Size + 1);
    private Run _fresh = null!;
    private Run _raised = null!;

    [GlobalSetup]
    public void Prepare()
    {
        var transition = SituationFacts.Transition(AlarmPayload.NamePrefix + "1");
        _fresh = Run.Start(
            BenchPlan.Event,
            RunId.Parse("01ARZ3NDEKTSV4RRFFQ69G5FAV"),
            SituationFacts.Plan.Runbooks[0],
            SituationFacts.Front.Name,
            instance: null,
            planVersion: 1,
            new RunTrigger.ByAlarm(transition.Alarm, transition.ChangedAt, "front is busy"),
            SituationFacts.Now);
        _raised = RunDecider.Report(Announces().Next, EffectReport.Done, "done", SituationFacts.Now);
    }

    [Benchmark]
    public RunDecision Announces() => RunDecider.Next(_fresh, SituationFacts.Front, _before, SituationFacts.Now);

    [Benchmark]
    public RunDecision Verifies() => RunDecider.Next(_raised, SituationFacts.Front, _after, SituationFacts.Now);
}
