using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Events;

/// <summary>
/// The open events and their plans, kept for a short time. Plans are immutable per version, so they are kept as long
/// as the process lives. A host has one; there is no other cache of state.
/// </summary>
public sealed class OpenEvents(IStateStore store, TimeProvider time)
{
    /// <summary>A new event, or a new plan version, is seen by a warm function after this time at the latest.</summary>
    public static readonly TimeSpan KeepFor = TimeSpan.FromSeconds(15);

    private readonly Dictionary<(EventId Event, int Version), CompiledPlan> _plans = [];
    private IReadOnlyList<OpenEvent> _events = [];
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    /// <summary>Events that the last listing skipped, because they cannot be read.</summary>
    public IReadOnlyList<UnreadableEvent> Unreadable { get; private set; } = [];

    /// <summary>Events that are over, as of the last listing.</summary>
    public IReadOnlyList<EventListing> Ended { get; private set; } = [];

    /// <summary>Open events in the order of their start. One round trip when stale, two when a plan is new.</summary>
    public async Task<IReadOnlyList<OpenEvent>> ListAsync(CancellationToken cancellationToken, bool fresh = false)
    {
        var now = time.GetUtcNow();
        if (!fresh && now - _readAt < KeepFor)
        {
            return _events;
        }

        var broken = new List<UnreadableEvent>();
        var all = await ListingsAsync(broken, cancellationToken);
        var open = all.Where(l => l.Open).ToList();
        broken.AddRange(await LoadPlansAsync(open.Select(l => (l.Event, l.PlanVersion)), cancellationToken));
        _events =
        [
            .. open.Where(l => _plans.ContainsKey((l.Event, l.PlanVersion)))
                .Select(l => new OpenEvent(l, _plans[(l.Event, l.PlanVersion)])),
        ];
        Unreadable = broken;
        Ended = [.. all.Where(l => !l.Open)];
        _readAt = now;
        return _events;
    }

    /// <summary>A plan by its version, from memory when it was read before.</summary>
    public async Task<CompiledPlan> PlanAsync(EventId eventId, int version, CancellationToken cancellationToken)
    {
        if (await LoadPlansAsync([(eventId, version)], cancellationToken) is [{ } broken, ..])
        {
            throw new PortException(broken.Failure, broken.Reason);
        }

        return _plans[(eventId, version)];
    }

    private async Task<List<EventListing>> ListingsAsync(
        List<UnreadableEvent> broken,
        CancellationToken cancellationToken)
    {
        var found = new List<EventListing>();
        string? after = null;
        do
        {
            var page = await store.QueryAsync(new StateQuery(StateKeys.EventsPk, "", after), cancellationToken);
            foreach (var document in page.Documents)
            {
                var key = new StateKey<EventListing>(document.Address, StateJson.Default.EventListing);
                if (TryParse(document, key, broken) is { } listing)
                {
                    found.Add(listing);
                }
            }

            after = page.Next;
        }
        while (after is not null);
        return found;
    }

    private static T? TryParse<T>(StateDocument document, StateKey<T> key, List<UnreadableEvent> broken)
        where T : class, IStoredDocument
    {
        try
        {
            return StateView.Parse(document, key);
        }
        catch (PortException e) when (e.Failure == PortFailure.Refused)
        {
            broken.Add(new UnreadableEvent(document.Address, e.Failure, e.Message));
            return null;
        }
    }

    /// <summary>Reads the plans that are not known yet, and says which of them cannot be read.</summary>
    private async Task<List<UnreadableEvent>> LoadPlansAsync(
        IEnumerable<(EventId Event, int Version)> wanted,
        CancellationToken cancellationToken)
    {
        var missing = wanted.Where(w => !_plans.ContainsKey(w)).Distinct().ToArray();
        var broken = new List<UnreadableEvent>();
        if (missing.Length == 0)
        {
            return broken;
        }

        var read = (await store.ReadAsync(
            [.. missing.Select(m => StateKeys.Plan(m.Event, m.Version).Address)],
            cancellationToken)).ToDictionary(d => d.Address);
        foreach (var wantedPlan in missing)
        {
            var key = StateKeys.Plan(wantedPlan.Event, wantedPlan.Version);
            if (!read.TryGetValue(key.Address, out var document))
            {
                broken.Add(new UnreadableEvent(
                    key.Address,
                    PortFailure.NotFound,
                    $"Event {wantedPlan.Event} is at plan version {wantedPlan.Version}, and the table has no such "
                    + "plan; apply the plan again."));
            }
            else if (TryParse(document, key, broken) is { } plan)
            {
                _plans[wantedPlan] = plan;
            }
        }

        return broken;
    }
}
