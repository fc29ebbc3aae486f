using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Recovery;

namespace ServerlessReadiness.Application.Recovery;

/// <summary>The minute's look at drills: measures them, goes back, records. Without a drill it does nothing.</summary>
internal sealed class DrillJob(PhaseCommit commit, Ids ids)
{
    public async Task DoAsync(EventRecord record, CancellationToken cancellationToken)
    {
        foreach (var contingency in record.Plan.Contingencies)
        {
            await LookAsync(record, contingency, cancellationToken);
        }
    }

    private async Task LookAsync(EventRecord record, Contingency contingency, CancellationToken cancellationToken)
    {
        var key = StateKeys.Drill(record.Open.Id, contingency.Name);
        var (known, version) = record.Find(key);
        if (known is not { UnderWay: { } underWay })
        {
            return;
        }

        var runs = await record.RunsAsync([underWay.Run, underWay.Back], cancellationToken);
        var decision = DrillDecider.Decide(
            new DrillSituation(
                record.Head.Value,
                contingency,
                known,
                ContingencyPlan.Of(record.Plan, contingency.Name)?.WayBack,
                runs.GetValueOrDefault(underWay.Run),
                underWay.Back is { } back ? runs.GetValueOrDefault(back) : null),
            ids.Next,
            record.Now);
        if (decision.Next == known)
        {
            return;
        }

        await commit.CommitAsync(
            record,
            [key.Put(decision.Next, version)],
            new PhaseWishes(decision.Run is { } run ? [run] : [], [], decision.Says),
            cancellationToken);
    }
}
