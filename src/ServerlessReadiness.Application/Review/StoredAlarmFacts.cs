using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Review;

namespace ServerlessReadiness.Application.Review;

/// <summary>What our own table says of alarms: the last proof of their way, and what was measured as normal.</summary>
public sealed class StoredAlarmFacts(IStateStore store) : IReviewSource
{
    public string Name => "the canary and baselines";

    public async Task<ReviewFacts> ReadAsync(
        ReviewFacts facts,
        IReadOnlyList<Location> places,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var eventId = facts.Plan.Event;
        var (canary, chosen, before) =
            (StateKeys.Canary(eventId), StateKeys.ChosenBaseline(eventId), StateKeys.Baseline(eventId));
        try
        {
            var view = await store.LoadAsync(cancellationToken, canary.Address, chosen.Address, before.Address);
            return facts with
            {
                Canaries = Known(view.Find(canary).Value),
                Baselines = Known(view.Find(chosen).Value, view.Find(before).Value),
            };
        }
        catch (PortException e)
        {
            return facts with
            {
                Canaries = new([], [$"the canary's record: {e.Message}"]),
                Baselines = new([], [$"captured baselines: {e.Message}"]),
            };
        }
    }

    private static Seen<T> Known<T>(params T?[] documents)
        where T : class => new(EquatableList.From(documents.OfType<T>()), []);
}
