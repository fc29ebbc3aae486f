using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Phases.Prewarm;
using ServerlessReadiness.Core.Phases.Watches;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Application.Phases;

/// <summary>Looks each minute at the bounds that are held.</summary>
internal sealed class FloorJob(PhaseCommit commit, Ids ids)
{
    public async Task DoAsync(EventRecord record, CancellationToken cancellationToken)
    {
        var (progress, version) = record.Stages();
        var held = record.Plan.Components
            .Where(c => c.Resource is Resource.AutoScalingGroup or Resource.ScalableTarget
                && (progress.HeldFloor(c.Name) > 0 || HasFired(record, c)))
            .ToList();
        if (held.Count == 0)
        {
            return;
        }

        await record.SeeAsync(held, cancellationToken);
        var goals = progress.Stages.SelectMany(s => s.Goals).Where(g => !g.IsInService).ToList();
        var runs = await record.RunsAsync(
            goals.Select(g => g.Run).Concat(held.Select(c => NewestOf(progress.FloorOf(c.Name), record.Now))),
            cancellationToken);
        foreach (var component in held)
        {
            (progress, version) = await HoldAsync(record, component, (progress, version), runs, cancellationToken);
        }
    }

    /// <summary>A floor that we armed has set itself, even if its stage could not begin.</summary>
    private static bool HasFired(EventRecord record, Component component) =>
        record.Facts(component).Resource?.Armed.Any(a => a.At <= record.Now) == true;

    private static RunId? NewestOf(FloorRecord floor, DateTimeOffset now) =>
        now - floor.UndercutAt < FloorWatch.FightWindow ? floor.Run : null;

    /// <summary>
    /// One component's floor in a commit of its own: each touches the component's or the resource's own record.
    /// </summary>
    private async Task<(StageProgress Progress, long Version)> HoldAsync(
        EventRecord record,
        Component component,
        (StageProgress Progress, long Version) held,
        IReadOnlyDictionary<RunId, Run> runs,
        CancellationToken cancellationToken)
    {
        var (progress, version) = held;
        var floor = progress.FloorOf(component.Name);
        var facts = record.Facts(component);
        var isRaising = progress.Stages.SelectMany(s => s.Goals).Any(g => g.Component == component.Name
            && !g.IsInService && g.Run is { } id && runs.GetValueOrDefault(id) is { IsOver: false });
        var decision = FloorWatch.Decide(
            new FloorSituation(
                record.Head.Value,
                facts,
                FloorWatch.FloorOf(progress, facts),
                floor,
                floor.Run is { } run ? runs.GetValueOrDefault(run) : null,
                isRaising),
            ids.Next,
            record.Now);
        var wishes = new PhaseWishes(
            decision.Run is { } wish ? [wish] : [],
            decision.Issues,
            decision.Says is { } said ? [said] : []);
        if (decision.Next == floor && decision.Resource is null && wishes.IsEmpty)
        {
            return held;
        }

        var next = progress.With(decision.Next);
        List<StateWrite> documents = [StateKeys.Stages(record.Open.Id).Put(next, version)];
        if (decision.Hold is { } hold)
        {
            var key = StateKeys.Component(record.Open.Id, component.Name);
            var (state, stateVersion) = record.Find(key);
            var stopped = (state ?? ComponentState.New(component.Name)) with { Hold = hold };
            documents.Add(key.Put(stopped, stateVersion));
        }

        if (decision.Resource is { } resource)
        {
            var key = StateKeys.Resource(component.Resource.Key);
            documents.Add(key.Put(resource, record.Find(key).Version));
        }

        // A lost race: another beat looked at it, or a run has just begun on it; the next minute looks again.
        if (!await commit.CommitAsync(record, documents, wishes, cancellationToken))
        {
            return held;
        }

        record.Stored(next, version + 1);
        return (next, version + 1);
    }
}
