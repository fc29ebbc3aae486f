using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Phases.Prewarm;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Phases;

/// <summary>Goes on with the pre-warm's stages.</summary>
internal sealed class PrewarmJob(PhaseCommit commit, Ids ids)
{
    public async Task DoAsync(EventRecord record, CancellationToken cancellationToken)
    {
        var (progress, version) = record.Stages();
        if (IsQuiet(record, progress))
        {
            return;
        }

        var goals = progress.Stages
            .Where((s, i) => s.State is StageState.Raising or StageState.GivenUp
                || (s.State == StageState.Pending && record.Now >= record.Plan.Stages[i].At))
            .SelectMany(s => s.Goals)
            .Where(g => !g.IsInService)
            .ToList();
        var names = goals.Select(g => g.Component).ToHashSet();
        var looked = record.Plan.Components.Where(c => names.Contains(c.Name)).ToList();
        var standIns = looked.Select(c => c.Alternative is { } other ? record.Plan.FindComponent(other) : null);
        await record.SeeAsync(looked.Concat(standIns.OfType<Component>()), cancellationToken);
        var runs = await record.RunsAsync(goals.Select(g => g.Run), cancellationToken);
        var decision = PrewarmDecider.Decide(
            new PrewarmSituation(record.Plan, record.Head.Value, progress, record.AllFacts(), runs),
            ids.Next,
            record.Now);
        var wishes = new PhaseWishes(decision.Runs, decision.Issues, decision.Says);
        if (decision.Next != progress || !wishes.IsEmpty)
        {
            var write = StateKeys.Stages(record.Open.Id).Put(decision.Next, version);
            if (await commit.CommitAsync(record, [write], wishes, cancellationToken))
            {
                record.Stored(decision.Next, version + 1);
            }
        }
    }

    /// <summary>Nothing is due and nothing is under way: the most frequent minute of all.</summary>
    private static bool IsQuiet(EventRecord record, StageProgress progress)
    {
        for (var i = 0; i < progress.Stages.Count; i++)
        {
            var state = progress.Stages[i].State;
            if (state is StageState.Raising or StageState.GivenUp
                || (state == StageState.Pending && record.Now >= record.Plan.Stages[i].At))
            {
                return false;
            }
        }

        return true;
    }
}
