using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Application.Phases;

/// <summary>
/// Where a plan's documents live, spelled once: Clock reads the same addresses each minute. A plan of one version never
/// changes, and <see cref="OpenEvents"/> hands out the same one.
/// </summary>
internal sealed class PlanKeys
{
    private readonly Dictionary<ComponentName, ComponentKeys> _components = [];

    public PlanKeys(EventId eventId, CompiledPlan plan)
    {
        (Event, Plan, Head) = (eventId, plan, StateKeys.Head(eventId));
        var addresses = new List<StateAddress>
        {
            Head.Address,
            StateKeys.Stages(eventId).Address,
            StateKeys.Return(eventId).Address,
            StateKeys.Spend(eventId).Address,
            StateKeys.Baseline(eventId).Address,
            StateKeys.ChosenBaseline(eventId).Address,
            StateKeys.Timeline(eventId).Address,
            StateKeys.ReportWatch(eventId).Address,
        };
        foreach (var component in plan.Components)
        {
            var keys = new ComponentKeys(
                StateKeys.Resource(component.Resource.Key),
                StateKeys.Component(eventId, component.Name));
            _components.TryAdd(component.Name, keys);
            addresses.Add(keys.Resource.Address);
            addresses.Add(keys.State.Address);
        }

        addresses.AddRange(plan.Contingencies.Select(c => StateKeys.Drill(eventId, c.Name).Address));
        addresses.AddRange(plan.Contacts.Where(c => c.Confirm is not null)
            .Select(c => StateKeys.Contact(eventId, c.Name).Address)
            .Distinct());
        Addresses = addresses;
    }

    public EventId Event { get; }

    public CompiledPlan Plan { get; }

    public StateKey<EventHead> Head { get; }

    /// <summary>Everything that a beat reads of the event.</summary>
    public IReadOnlyCollection<StateAddress> Addresses { get; }

    public ComponentKeys Of(Component component) => _components[component.Name];

    public bool AreOf(OpenEvent open) => ReferenceEquals(open.Plan, Plan) && open.Id == Event;

    /// <summary>The documents of one component.</summary>
    internal sealed record ComponentKeys(StateKey<ResourceState> Resource, StateKey<ComponentState> State);
}
