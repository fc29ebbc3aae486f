using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
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

    /// <summary>Open events in the order of their start. One round trip when stale, two when a plan is new.</summary>
    public async Task<IReadOnlyList<OpenEvent>> ListAsync(CancellationToken cancellationToken, bool fresh = false)
    {
        var now = time.GetUtcNow();
        if (!fresh && now - _readAt < KeepFor)
        {
            return _events;
        }

        var listings = await store.ListAsync(
            StateKeys.EventsPk,
            "",
            StateJson.Default.EventListing,
            cancellationToken);
        var open = listings.Select(l => l.Value).Where(l => l.Open).ToArray();
        await LoadPlansAsync(open.Select(l => (l.Event, l.PlanVersion)), cancellationToken);
        _events = [.. open.Select(l => new OpenEvent(l, _plans[(l.Event, l.PlanVersion)]))];
        _readAt = now;
        return _events;
    }

    /// <summary>A plan by its version, from memory when it was read before.</summary>
    public async Task<CompiledPlan> PlanAsync(EventId eventId, int version, CancellationToken cancellationToken)
    {
        await LoadPlansAsync([(eventId, version)], cancellationToken);
        return _plans[(eventId, version)];
    }

    private async Task LoadPlansAsync(
        IEnumerable<(EventId Event, int Version)> wanted,
        CancellationToken cancellationToken)
    {
        var missing = wanted.Where(w => !_plans.ContainsKey(w)).Distinct().ToArray();
        if (missing.Length == 0)
        {
            return;
        }

        var view = await store.LoadAsync(
            cancellationToken,
            [.. missing.Select(m => StateKeys.Plan(m.Event, m.Version).Address)]);
        foreach (var key in missing)
        {
            _plans[key] = view.Find(StateKeys.Plan(key.Event, key.Version)).Value ?? throw new PortException(
                PortFailure.NotFound,
                $"Event {key.Event} is at plan version {key.Version}, and the table has no such plan; "
                + "apply the plan again.");
        }
    }
}
