using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Phases.Watches;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Application.Phases;

/// <summary>Looks each minute at the pages that are up. Without one it reads nothing.</summary>
internal sealed class PageJob(PhaseCommit commit, WorldReader reader, Ids ids)
{
    public async Task DoAsync(EventRecord record, CancellationToken cancellationToken)
    {
        var watched = record.Plan.Components.Where(c => PageWatch.Watches(record.Facts(c))).ToArray();
        var seen = await Task.WhenAll(watched.Select(c =>
            reader.ObserveAsync(c, null, ObservationNeeds.Listener, null, cancellationToken)));
        foreach (var (component, observation) in watched.Zip(seen))
        {
            await WatchAsync(record, component, observation, cancellationToken);
        }
    }

    private async Task WatchAsync(
        EventRecord record,
        Component component,
        Observation seen,
        CancellationToken cancellationToken)
    {
        var decision = PageWatch.Decide(
            record.Head.Value, record.Facts(component), seen.Listener, ids.Next, record.Now);
        if (decision.Resource is not { } resource)
        {
            return;
        }

        // The listener's record is written with its version: a run that has just begun on it is not disturbed.
        var key = StateKeys.Resource(component.Resource.Key);
        List<StateWrite> documents = [key.Put(resource, record.Find(key).Version)];
        if (decision.Hold is { } hold)
        {
            var stateKey = StateKeys.Component(record.Open.Id, component.Name);
            var (state, version) = record.Find(stateKey);
            documents.Add(stateKey.Put((state ?? ComponentState.New(component.Name)) with { Hold = hold }, version));
        }

        var wishes = new PhaseWishes(
            decision.Run is { } wish ? [wish] : [],
            decision.Issues,
            decision.Says is { } said ? [said] : []);
        await commit.CommitAsync(record, documents, wishes, cancellationToken);
    }
}
