using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>Joins what steers and turns away traffic to what serves it.</summary>
internal static class TrafficSide
{
    /// <summary>What a parameter holds on a normal day; the plan says only what it is reduced to.</summary>
    public const string NormalValue = "normal";

    /// <summary>A web ACL's limit while there is no rule of ours.</summary>
    public const string NoLimit = "none";

    private const int WeightDefault = 100;

    private static readonly TimeSpan TtlDefault = TimeSpan.FromSeconds(60);

    public static void Join(CompiledPlan plan, IReadOnlyList<WorldComponent> components, SimulatedChance chance)
    {
        foreach (var component in components)
        {
            switch (component.Plan.Resource)
            {
                case Resource.DnsRecords records:
                    component.Records = Records(plan, records, component, components, chance);
                    break;
                case Resource.Listener:
                    component.Zones = new SimulatedZones(
                        component.Plan.Resource.Region,
                        component.Plan.Model?.Zones ?? Behind(plan, component, components).Max(b => b.Plan.Model?.Zones) ?? 2,
                        canShift: true,
                        (mask, now) => KeepAway(Behind(plan, component, components), mask, now));
                    break;
                case Resource.AutoScalingGroup:
                    component.Zones = new SimulatedZones(
                        component.Plan.Resource.Region,
                        component.Plan.Model?.Zones ?? 2,
                        canShift: false,
                        (_, _) => { });
                    break;
            }

            foreach (var behind in Behind(plan, component, components))
            {
                Relieve(component, behind);
            }
        }
    }

    /// <summary>Every parameter that a step of the plan sets exists, with a value of its own; a web ACL has no limit.
    /// </summary>
    public static EquatableList<SettingValue> KnobsOf(CompiledPlan plan, Resource.Setting setting)
    {
        if (setting.Service == SettingService.WebAclRateLimit)
        {
            return [new SettingValue("limit", NoLimit)];
        }

        var names = Steps(plan).SelectMany(s => s.Do switch
        {
            StepAction.FeatureReduce reduce => reduce.Values,
            StepAction.ParameterSet set => set.Values,
            _ => [],
        });
        return EquatableList.From(names
            .Select(v => v.Name)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(name => new SettingValue(name, NormalValue)));
    }

    public static IEnumerable<RunbookStep> Steps(CompiledPlan plan) => plan.Runbooks.SelectMany(r => r.Steps)
        .Concat(plan.Ladders.SelectMany(l => l.Levels).SelectMany(l => l.Steps));

    private static void Relieve(WorldComponent from, WorldComponent behind)
    {
        var share = from.Plan.Relief?.SharePercent;
        switch (from)
        {
            case { Listener: { } listener }:
                behind.Relief.Pages.Add((listener, share ?? LoadRelief.PartialPercentDefault));
                break;
            case { Units: SimulatedKnobs knobs, Plan.Resource: Resource.Setting setting }:
                var isLimit = setting.Service == SettingService.WebAclRateLimit;
                (isLimit ? behind.Relief.Limits : behind.Relief.Features).Add((
                    knobs,
                    share ?? (isLimit ? LoadRelief.LimitedPercentDefault : LoadRelief.SavedPercentDefault)));
                break;
        }
    }

    /// <summary>
    /// What a component takes load off: what the plan says; else, where traffic comes to it by itself, that; else what
    /// it calls; else all that traffic from outside reaches in its region.
    /// </summary>
    private static List<WorldComponent> Behind(
        CompiledPlan plan,
        WorldComponent component,
        IReadOnlyList<WorldComponent> components)
    {
        var isOne = component.Listener is not null || component.Units is SimulatedKnobs;
        var fronts = Fronts(plan, components);
        return !isOne ? []
            : component.Plan.Relief is { For.Count: > 0 } relief
                ? [.. components.Where(c => relief.For.Contains(c.Plan.Name))]
            : fronts.Contains(component) ? [component]
            : component.Calls.Count > 0 ? [.. component.Calls.Select(c => c.Component)]
            : [.. fronts.Where(f => f.Plan.Resource.Region == component.Plan.Resource.Region)];
    }

    private static List<WorldComponent> Fronts(CompiledPlan plan, IReadOnlyList<WorldComponent> components) =>
    [
        .. components.Where(c => plan.Traffic.Any(s => s.Targets.Any(t => t.Component == c.Plan.Name))
            || plan.Components.Any(d => d.Endpoints.Any(e => e.Behind == c.Plan.Name))),
    ];

    private static void KeepAway(IReadOnlyList<WorldComponent> behind, int mask, long nowMs)
    {
        foreach (var component in behind)
        {
            component.Conditions.AwayMask = mask;
            component.Units.ZonesChanged(nowMs);
            foreach (var (called, _) in component.Calls.Where(_ => component.Listener is not null))
            {
                called.Conditions.AwayMask = mask;
                called.Units.ZonesChanged(nowMs);
            }
        }
    }

    private static SimulatedRecords Records(
        CompiledPlan plan,
        Resource.DnsRecords records,
        WorldComponent name,
        IReadOnlyList<WorldComponent> components,
        SimulatedChance chance)
    {
        var stream = plan.Traffic.FirstOrDefault(s => s.Name == records.Name);
        var targets = name.Plan.Endpoints.Select(e => new DnsTarget(
            e.SetIdentifier,
            components.FirstOrDefault(c => c.Plan.Name == e.Behind),
            e.IsStaticPage,
            e.Behind is not { } behind ? 0
                : stream is null ? WeightDefault
                : stream.Targets.FirstOrDefault(t => t.Component == behind)?.Weight ?? 0));
        var unnamed = stream?.Targets.Where(t => name.Plan.Endpoints.All(e => e.Behind != t.Component)) ?? [];
        return new SimulatedRecords(
            records.Policy,
            [
                .. targets,
                .. unnamed.Select(t => new DnsTarget(
                    t.Component.Value,
                    components.First(c => c.Plan.Name == t.Component),
                    IsPage: false,
                    t.Weight)),
            ],
            Instant.Ms(stream?.DnsTtl ?? TtlDefault),
            chance.Split(records.Name));
    }
}
