using System.Diagnostics;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>
/// The account that a plan describes, on a normal day: each component's resource with its normal units in service; or as
/// it is once the event is live.
/// </summary>
internal sealed class SimulatedAccount
{
    private readonly CompiledPlan _plan;
    private readonly Dictionary<string, WorldComponent> _byResource = new(StringComparer.Ordinal);

    // Each function instance asks with the resources of its own copy of the plan, again and again.
    private readonly Dictionary<Resource, WorldComponent> _asked = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<InstanceId, (Machine Machine, SimulatedGroup? Group)> _machines = [];

    public SimulatedAccount(
        CompiledPlan plan,
        WhatIf whatIf,
        int jitterPercent,
        SimulatedChance chance,
        long nowMs,
        LiveAlready? live = null)
    {
        Automations = new SimulatedAutomations(Rates.Fair, chance.Split("automations"));
        _plan = plan;
        foreach (var component in plan.Components)
        {
            var own = chance.Split(component.Name.Value);
            var conditions = new Conditions();
            var boots = new Boots(component.Model, whatIf.BootTime, jitterPercent, own.Split("boots"));
            var units = Build(component, boots, conditions, own, nowMs, live);
            var perThousandSeconds = component.Model is { } model
                ? (long)(model.RequestsPerSecondPerUnit * 1000 * whatIf.UnitCapacity)
                : 0;
            var policy = component.Model?.TargetUsePercent is { } target && CanScale(component)
                ? new ScalingPolicy(target)
                : null;
            var made = new WorldComponent(component, Components.Count, units, perThousandSeconds, policy, conditions)
            {
                Listener = component.Resource is Resource.Listener listener ? new SimulatedListener(listener) : null,
            };
            Components.Add(made);
            _byResource[component.Resource.Key] = made;
        }

        foreach (var component in Components)
        {
            component.Calls.AddRange(component.Plan.DependsOn.Select(d =>
                (Find(d.Component)!, (long)(d.Factor * 1000))));
        }

        TrafficSide.Join(plan, Components, chance.Split("names"));
    }

    public List<WorldComponent> Components { get; } = [];

    /// <summary>What hangs on instances.</summary>
    public HookAttachments Attachments { get; } = new();

    /// <summary>Is told of each instance that begins to wait in a lifecycle hook.</summary>
    public Action<Resource, HookWaiting> Waits { get; set; } = (_, _) => { };

    /// <summary>Where our functions run.</summary>
    public string HomeRegion => _plan.Components[0].Resource.Region;

    /// <summary>Route 53 answers everywhere, but its records are edited in one region.</summary>
    public static string RegionOf(WorldComponent component) =>
        component.Records is null ? component.Plan.Resource.Region : "us-east-1";

    /// <summary>The user's own documents and functions.</summary>
    public SimulatedAutomations Automations { get; init; }

    public WorldComponent? Find(ComponentName name) => Components.Find(c => c.Plan.Name == name);

    /// <summary>The component that stands for a stream's name; null for none.</summary>
    public WorldComponent? NameOf(TrafficStream stream) => Components.Find(c =>
        c.Plan.Resource is Resource.DnsRecords records && records.Name == stream.Name);

    /// <exception cref="PortException">There is no such resource, or its region does not answer.</exception>
    public WorldComponent Require(Resource resource)
    {
        if (!_asked.TryGetValue(resource, out var found))
        {
            found = _asked[resource] = _byResource.GetValueOrDefault(resource.Key) ?? throw Missing(resource.Label);
        }

        return found.Conditions.IsLost
            ? throw new PortException(
                PortFailure.Unavailable,
                $"Region {found.Plan.Resource.Region} of the simulated account does not answer about {resource.Label}.")
            : found;
    }

    /// <exception cref="PortException">There is no such instance.</exception>
    public (Machine Machine, SimulatedGroup? Group) Require(InstanceId instance) =>
        _machines.TryGetValue(instance, out var found) ? found : throw Missing($"instance {instance}");

    /// <summary>The component that an instance belongs to; null for none.</summary>
    public WorldComponent? OwnerOf(InstanceId instance) => !_machines.TryGetValue(instance, out var found)
        ? null
        : Components.Find(c => found.Group is not null
            ? c.Units == found.Group
            : c.Plan.Resource is Resource.StandaloneInstances own && own.Ids.Contains(instance));

    public static PortException Missing(string label) => new(
        PortFailure.NotFound,
        $"The simulated account has no {label}. It is made from the plan; add the resource to a component.");

    private static bool CanScale(Component component) =>
        component.Resource is Resource.AutoScalingGroup or Resource.ScalableTarget;

    private Units Build(
        Component component,
        Boots boots,
        Conditions conditions,
        SimulatedChance chance,
        long nowMs,
        LiveAlready? live)
    {
        var units = live is null ? component.Model?.NormalUnits ?? component.Floor : component.Floor;
        var zones = component.Model?.Zones ?? 2;
        var bounds = live is null ? NormalBounds(component, units) : LiveBounds(component);
        return component.Resource switch
        {
            Resource.AutoScalingGroup group => new SimulatedGroup(
                new GroupSetup(
                    group.Name,
                    group.Region,
                    Components.Count,
                    zones,
                    component.Model?.TargetUsePercent is not null,
                    boots,
                    conditions,
                    chance,
                    (machine, owner) => _machines[machine.Id] = (machine, owner))
                {
                    Hooks = HooksSetup.Of(_plan, component),
                    Waits = wait => Waits(component.Resource, wait),
                },
                bounds,
                units,
                nowMs,
                live is null ? [] : [.. live.Members[group.Name]]),
            Resource.ScalableTarget target =>
                new SimulatedTarget(target.Label, bounds, units, zones, boots, conditions),
            Resource.StandaloneInstances instances => Standalone(instances, zones, chance, nowMs),
            Resource.Setting { Service: SettingService.SsmParameters or SettingService.WebAclRateLimit } setting =>
                new SimulatedKnobs(TrafficSide.KnobsOf(_plan, setting)),
            Resource.DnsRecords or Resource.Listener => new NoUnits(),
            Resource.Setting setting => new SimulatedSetting(component, setting, live is not null),
            _ => throw new UnreachableException($"No units for {component.Resource.GetType().Name}."),
        };
    }

    /// <summary>
    /// The plan does not say what the bounds are on a normal day. With a scaling policy a workload usually has room to
    /// half and to twice its normal size; without one nobody moves it, so its minimum is its normal.
    /// </summary>
    public static Bounds NormalBounds(Component component, int normal) => new(
        component.Model?.TargetUsePercent is null ? normal : Math.Max(1, normal / 2),
        Math.Max(normal, Math.Min(component.Ceiling, normal * 2)));

    /// <summary>Room for twice the floor, as groups usually have; never more than the plan lets anyone set.</summary>
    private static Bounds LiveBounds(Component component) => new(
        component.Floor,
        Math.Max(component.Floor, Math.Min(component.Ceiling, component.Floor * 2)));

    private StandaloneUnits Standalone(
        Resource.StandaloneInstances instances,
        int zones,
        SimulatedChance chance,
        long nowMs)
    {
        var machines = new List<Machine>();
        foreach (var id in instances.Ids)
        {
            var zone = machines.Count % zones;
            var longAgo = nowMs - Instant.DayMs;
            var machine = new Machine(id, zone, $"{instances.Region}{(char)('a' + zone)}", longAgo, longAgo);
            machine.Move(GroupMember.InServiceState, longAgo);
            machines.Add(machine);
            _machines[id] = (machine, null);
        }

        return new StandaloneUnits(machines, chance);
    }
}
