using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Phases.Prewarm;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Phases;

/// <summary>Keeps the scheduled actions of armed groups what the plan wants, and removes them when it is over.</summary>
internal sealed class ArmJob(PhaseCommit commit, Ids ids)
{
    public async Task DoAsync(EventRecord record, CancellationToken cancellationToken)
    {
        var (progress, version) = record.Stages();
        var head = record.Head.Value;
        var wrong = record.Plan.Components
            .Where(c => c.Resource is Resource.AutoScalingGroup)
            .Where(c => progress.ArmOf(c.Name).Verdict != ArmVerdict.Agrees || !Arming.Agrees(
                Arming.Wanted(record.Plan, head, c, record.Now),
                record.Facts(c).Resource,
                record.Now))
            .Take(PrewarmDecider.StartsMax)
            .ToList();
        if (wrong.Count == 0)
        {
            return;
        }

        var runs = await record.RunsAsync(wrong.Select(c => progress.ArmOf(c.Name).Run), cancellationToken);
        var next = progress;
        var decisions = new List<ArmDecision>();
        foreach (var component in wrong)
        {
            var run = progress.ArmOf(component.Name).Run is { } id ? runs.GetValueOrDefault(id) : null;
            var situation = new ArmSituation(record.Plan, head, record.Facts(component), progress, run);
            var decision = ArmDecider.Decide(situation, ids.Next, record.Now);
            decisions.Add(decision);
            next = decision.Next == progress.ArmOf(component.Name) ? next : next.With(decision.Next);
        }

        var wishes = new PhaseWishes(
            [.. decisions.Select(d => d.Run).OfType<RunWish>()],
            [.. decisions.SelectMany(d => d.Issues)],
            [.. decisions.Select(d => d.Says).OfType<Said>()]);
        if (next != progress || !wishes.IsEmpty)
        {
            var write = StateKeys.Stages(record.Open.Id).Put(next, version);
            if (await commit.CommitAsync(record, [write], wishes, cancellationToken))
            {
                record.Stored(next, version + 1);
            }
        }
    }
}
