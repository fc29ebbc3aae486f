using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Phases.Prewarm;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Phases;

/// <summary>
/// What one beat knows of one event: its documents, read in one round trip, and of the world what was looked at so
/// far, each component once.
/// </summary>
internal sealed class EventRecord(
    OpenEvent open,
    PlanKeys keys,
    ParsedDocuments parsed,
    IStateStore store,
    WorldReader reader,
    IReadOnlyDictionary<StateAddress, StateDocument> read,
    DateTimeOffset now)
{
    private readonly Dictionary<ComponentName, Observation> _seen = [];
    private readonly Dictionary<ComponentName, ComponentFacts> _facts = [];
    private Versioned<StageProgress>? _stages;

    public OpenEvent Open => open;

    public CompiledPlan Plan => open.Plan;

    public DateTimeOffset Now => now;

    /// <summary>The head as it is after what this beat did to it.</summary>
    public Versioned<EventHead> Head { get; set; }

    public Versioned<T?> Find<T>(StateKey<T> key)
        where T : class, IStoredDocument => parsed.Find(read, key);

    /// <summary>The pre-warm's progress, fitted to the plan in force, after what this beat did to it.</summary>
    public Versioned<StageProgress> Stages()
    {
        if (_stages is { } newer)
        {
            return newer;
        }

        var (known, version) = Find(StateKeys.Stages(open.Id));
        return new Versioned<StageProgress>((known ?? StageProgress.New(open.Id)).For(Plan.Stages), version);
    }

    /// <summary>This beat has stored a newer progress; its next job goes on from there.</summary>
    public void Stored(StageProgress progress, long version) =>
        _stages = new Versioned<StageProgress>(progress, version);

    /// <summary>The resources' records as they were read: written again, they prove that nobody changed them.</summary>
    public IEnumerable<StateWrite> Resources() => Plan.Components
        .Select(c => keys.Of(c).Resource.Address)
        .Where(read.ContainsKey)
        .Select(address => new StateWrite.Put(address, read[address].Json, read[address].Version));

    public ComponentFacts Facts(Component component)
    {
        if (_facts.TryGetValue(component.Name, out var known))
        {
            return known;
        }

        var hold = Find(keys.Of(component).State).Value?.Hold;
        return _facts[component.Name] = new ComponentFacts(
            component,
            _seen.GetValueOrDefault(component.Name),
            Find(keys.Of(component).Resource).Value,
            hold is not null && hold.IsInForce(now) ? hold : null);
    }

    public IReadOnlyDictionary<ComponentName, ComponentFacts> AllFacts() =>
        Plan.Components.ToDictionary(c => c.Name, Facts);

    /// <summary>Looks at components in parallel, each once a beat.</summary>
    public async Task SeeAsync(IEnumerable<Component> components, CancellationToken cancellationToken)
    {
        var wanted = components
            .Where(c => c.Resource is Resource.AutoScalingGroup or Resource.ScalableTarget)
            .Where(c => !_seen.ContainsKey(c.Name))
            .DistinctBy(c => c.Name)
            .ToArray();
        var seen = await Task.WhenAll(wanted.Select(c =>
            reader.ObserveAsync(c, null, ObservationNeeds.Capacity, null, cancellationToken)));
        foreach (var (component, observation) in wanted.Zip(seen))
        {
            _seen[component.Name] = observation;
            _facts.Remove(component.Name);
        }
    }

    /// <summary>Runs by their ids; no round trip when none is asked for.</summary>
    public async Task<IReadOnlyDictionary<RunId, Run>> RunsAsync(
        IEnumerable<RunId?> ids,
        CancellationToken cancellationToken)
    {
        var wanted = ids.OfType<RunId>().Distinct().Select(id => (Id: id, Key: StateKeys.Run(open.Id, id))).ToArray();
        if (wanted.Length == 0)
        {
            return new Dictionary<RunId, Run>();
        }

        var documents = await store.ReadAsync([.. wanted.Select(k => k.Key.Address)], cancellationToken);
        var found = documents.ToDictionary(d => d.Address);
        return wanted
            .Select(k => (k.Id, Run: parsed.Find(found, k.Key).Value))
            .Where(r => r.Run is not null)
            .ToDictionary(r => r.Id, r => r.Run!);
    }
}
