using System.Runtime.CompilerServices;
using ServerlessReadiness.Application.Alarms;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;

namespace ServerlessReadiness.Application.Clock;

/// <summary>
/// Compares what CloudWatch says with what was decided on, and makes up the transitions that never arrived: CloudWatch
/// reports a change once, and messages get lost.
/// </summary>
public sealed class AlarmSweep(IStateStore store, World world, AlarmResponses responses)
{
    private static readonly char[] Wildcards = ['*', '?'];

    // A plan of one version never changes, and what it selects is asked for each minute.
    private readonly ConditionalWeakTable<CompiledPlan, Wanted> _planned = [];

    /// <summary>The transitions that were made up, with what came of them.</summary>
    public async Task<IReadOnlyList<AlarmOutcome>> SweepAsync(
        OpenEvent open,
        CancellationToken cancellationToken)
    {
        var memories = await store.ListAsync(
            StateKeys.EventPk(open.Id),
            StateKeys.AlarmPrefix,
            StateJson.Default.AlarmMemory,
            cancellationToken);
        var known = memories
            .Where(m => m.Value.Contributor is null)
            .ToDictionary(m => m.Value.Alarm, m => m.Value);

        // CloudWatch tells an alarm's state as a whole; one whose series are decided on firing has not been missed.
        var firingSeries = memories
            .Where(m => m.Value is { Contributor: not null, State: AlarmStateValue.Alarm })
            .Select(m => m.Value.Alarm)
            .ToHashSet();
        var outcomes = new List<AlarmOutcome>();
        foreach (var transition in await ReadAsync(open.Plan, known.Keys, cancellationToken))
        {
            if (!firingSeries.Contains(transition.Alarm)
                && IsMissed(open.Plan, transition, known.GetValueOrDefault(transition.Alarm)))
            {
                outcomes.Add(await responses.MakeUpAsync(open, transition, cancellationToken));
            }
        }

        return outcomes;
    }

    private static bool IsMissed(CompiledPlan plan, AlarmTransition transition, AlarmMemory? memory) => memory is null
        // Only trouble is worth making up for an alarm that was never heard of.
        ? transition.State == AlarmStateValue.Alarm && ResponseMatcher.Match(plan, transition).Response is not null
        : transition.State != memory.State && transition.ChangedAt > memory.Since;

    private async Task<IReadOnlyCollection<AlarmTransition>> ReadAsync(
        CompiledPlan plan,
        IEnumerable<AlarmId> known,
        CancellationToken cancellationToken)
    {
        var planned = _planned.GetValue(plan, Planned);
        var names = known.Select(a => (Where: new Location(a.Account, a.Region), a.Name)).ToHashSet();
        names.UnionWith(planned.Names);
        var reads = names
            .GroupBy(n => n.Where, n => n.Name)
            .Select(g => world.Alarms.ReadAsync(g.Key, [.. g], cancellationToken))
            .Concat(planned.Prefixes.Select(p =>
                world.Alarms.ReadByPrefixAsync(p.Where, p.Prefix, cancellationToken)));
        var read = await Task.WhenAll(reads);
        return [.. read.SelectMany(r => r).DistinctBy(t => t.Alarm)];
    }

    private static Wanted Planned(CompiledPlan plan)
    {
        var everywhere = plan.Components.Select(c => Location.Of(c.Resource)).Distinct().ToArray();
        var names = new HashSet<(Location Where, string Name)>();
        var prefixes = new HashSet<(Location Where, string Prefix)>();
        foreach (var response in plan.Responses)
        {
            var component = response.Component is { } name ? plan.FindComponent(name) : null;
            var where = component is null ? everywhere : [Location.Of(component.Resource)];
            var pattern = response.Alarm.NamePattern ?? "*";
            var wildcard = pattern.IndexOfAny(Wildcards);
            foreach (var location in where)
            {
                _ = wildcard < 0 ? names.Add((location, pattern)) : prefixes.Add((location, pattern[..wildcard]));
            }
        }

        return new Wanted([.. names], [.. prefixes]);
    }

    /// <summary>The alarms that a plan's responses select.</summary>
    private sealed record Wanted(
        IReadOnlyList<(Location Where, string Name)> Names,
        IReadOnlyList<(Location Where, string Prefix)> Prefixes);
}
