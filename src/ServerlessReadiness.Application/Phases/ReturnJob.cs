using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Phases;

/// <summary>Goes on with the technical branch of the return to normal.</summary>
internal sealed class ReturnJob(IStateStore store, MetricReader metrics, PhaseCommit commit, Ids ids)
{
    /// <summary>Waiting, scaling down, verifying, done: an event that changed nothing does all in a beat.</summary>
    private const int DecisionsMax = 5;

    /// <summary>Runs that one commit ends, so that it stays within the table's bounds.</summary>
    private const int RaisesMax = 50;

    public async Task DoAsync(EventRecord record, CancellationToken cancellationToken)
    {
        var key = StateKeys.Return(record.Open.Id);
        var (known, version) = record.Find(key);
        var progress = known ?? ReturnDecider.Begin(record.Plan, record.Now);
        for (var i = 0; i < DecisionsMax; i++)
        {
            var situation = await LookAsync(record, progress, cancellationToken);
            var decision = ReturnDecider.Decide(situation, ids.Next, record.Now);
            var wishes = new PhaseWishes(decision.Runs, decision.Issues, decision.Says);
            var moves = decision.Next.Technical != progress.Technical;
            if (version > 0 && decision.Next == progress && wishes.IsEmpty && decision.Untouched.Count == 0)
            {
                return;
            }

            List<StateWrite> documents = [key.Put(decision.Next, version)];
            if (version == 0)
            {
                documents.AddRange(await EndRaisesAsync(record, cancellationToken));
            }

            if (i == 0)
            {
                documents.AddRange(decision.Untouched.Select(name => Forget(record, name)).OfType<StateWrite>());
            }

            if (!await commit.CommitAsync(record, documents, wishes, cancellationToken))
            {
                return;
            }

            (progress, version) = (decision.Next, version + 1);
            if (!moves)
            {
                return;
            }
        }
    }

    /// <summary>
    /// What still raises ends where the return begins: a run that waits for capacity would hold its component's lease
    /// for hours. Whoever has one in hand finds that it was gone on with, and stops.
    /// </summary>
    private async Task<IEnumerable<StateWrite>> EndRaisesAsync(EventRecord record, CancellationToken cancellationToken)
    {
        var progress = record.Stages().Value;
        var newest = progress.Stages.SelectMany(s => s.Goals).Where(g => !g.IsInService).Select(g => g.Run)
            .Concat(progress.Floors.Select(f => f.Run))
            .OfType<RunId>()
            .Select(id => StateKeys.Run(record.Open.Id, id))
            .ToArray();
        if (newest.Length == 0)
        {
            return [];
        }

        var view = await store.LoadAsync(cancellationToken, [.. newest.Select(k => k.Address)]);
        return newest
            .Select(key => (Key: key, Run: view.Find(key)))
            .Where(r => r.Run.Value is { IsOver: false })
            .Take(RaisesMax)
            .Select(r => r.Key.Put(
                r.Run.Value! with
                {
                    State = RunState.Failed,
                    DueAt = null,
                    Reason = $"ended, because the event goes back to normal; last: {r.Run.Value.Reason}",
                },
                r.Run.Version));
    }

    /// <summary>The restore point of what was never changed is dropped: there is nothing to go back to.</summary>
    private static StateWrite.Put? Forget(EventRecord record, ComponentName name)
    {
        var key = StateKeys.Resource(record.Plan.FindComponent(name)!.Resource.Key);
        var (resource, version) = record.Find(key);
        return resource is null ? null : key.Put(resource with { RestorePoint = null }, version);
    }

    private async Task<ReturnSituation> LookAsync(
        EventRecord record,
        ReturnProgress progress,
        CancellationToken cancellationToken)
    {
        var compares = progress.Technical is ReturnState.WaitingForRange or ReturnState.Verifying
            && record.Head.Value.Cancelling is null;
        if (progress.Technical == ReturnState.Verifying)
        {
            var restored = progress.Restores.Where(r => r.Target is not null).Select(r => r.Component).ToHashSet();
            await record.SeeAsync(
                record.Plan.Components.Where(c => restored.Contains(c.Name)),
                cancellationToken);
        }

        var runs = await record.RunsAsync(
            progress.Restores.Where(r => r.State == RestoreState.Running).Select(r => r.Run),
            cancellationToken);
        var verdict = compares ? await CheckAsync(record, cancellationToken) : null;

        // Nothing asks for the alarms while the metrics say no.
        var firing = verdict is { InRange: true } ? await FiringAsync(record, cancellationToken) : [];
        return new ReturnSituation(
            record.Plan,
            record.Head.Value,
            progress,
            record.AllFacts(),
            runs,
            verdict,
            firing,
            record.Find(StateKeys.Spend(record.Open.Id)).Value?.BurnPerHour ?? 0);
    }

    private async Task<MetricsVerdict> CheckAsync(EventRecord record, CancellationToken cancellationToken)
    {
        var plan = record.Plan;
        var (present, unreadable) = plan.Metrics.Count == 0
            ? ([], null)
            : await metrics.ReadAsync(
                plan.Metrics,
                record.Now - Baselines.PresentWithin,
                record.Now,
                Baselines.PresentPeriod,
                cancellationToken);
        return Baselines.Check(plan, record.Find(StateKeys.Baseline(plan.Event)).Value, present, unreadable);
    }

    private async Task<IReadOnlyList<string>> FiringAsync(EventRecord record, CancellationToken cancellationToken)
    {
        var memories = await store.ListAsync(
            StateKeys.EventPk(record.Open.Id),
            StateKeys.AlarmPrefix,
            StateJson.Default.AlarmMemory,
            cancellationToken);
        return [.. memories.Where(m => m.Value.State == AlarmStateValue.Alarm).Select(m => m.Value.Alarm.Name)];
    }
}
