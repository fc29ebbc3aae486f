using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Runs;

/// <summary>
/// Which alarms stop staged work now: the plan's stop conditions of the component, and what the step names itself.
/// Those with a name are asked of CloudWatch; those that only a pattern or a metric finds are known from the table.
/// </summary>
public sealed class StopAlarms(IStateStore store, World world)
{
    /// <returns>Those that are not OK; null when that cannot be read.</returns>
    public async Task<EquatableList<AlarmReading>?> ReadAsync(
        StepBackground background,
        Component component,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(background);
        ArgumentNullException.ThrowIfNull(component);
        try
        {
            var (plan, run) = background;
            var live = LiveAsync(plan, Names(background, component), cancellationToken);
            var table = TableAsync(plan, run, component, cancellationToken);
            await Task.WhenAll(live, table);
            return EquatableList.From((await live)
                .Concat(await table)
                .GroupBy(a => a.Name, StringComparer.Ordinal)
                .Select(g => g.FirstOrDefault(a => a.Firing) ?? g.First())
                .OrderBy(a => a.Name, StringComparer.Ordinal));
        }
        catch (PortException)
        {
            return null;
        }
    }

    private static List<string> Names(StepBackground background, Component component)
    {
        var own = RunDecider.StepUnderWay(background.Run)?.Step.Do is StepAction.DnsShift shift
            ? shift.StopOn
            : [];
        var planned = background.Plan.Responses
            .Where(r => r.Role == AlarmRole.StopCondition && IsOf(r.Component, background.Run, component))
            .Select(r => r.Alarm.NamePattern)
            .OfType<string>()
            .Where(IsName);
        return [.. own.Concat(planned).Distinct(StringComparer.Ordinal)];
    }

    private static bool IsName(string pattern) => pattern.AsSpan().IndexOfAny('*', '?') < 0;

    private static bool IsOf(ComponentName? name, Run run, Component component) =>
        name == component.Name || name == run.Component;

    /// <summary>A name may be an alarm of any place of the plan, and of several; one that is nowhere says nothing.
    /// </summary>
    private async Task<List<AlarmReading>> LiveAsync(
        CompiledPlan plan,
        List<string> names,
        CancellationToken cancellationToken)
    {
        if (names.Count == 0)
        {
            return [];
        }

        var places = plan.Components.Select(c => Location.Of(c.Resource)).Distinct();
        var read = await Task.WhenAll(places.Select(p => world.Alarms.ReadAsync(p, names, cancellationToken)));
        var found = read.SelectMany(r => r).ToList();
        return
        [
            .. found.Where(a => a.State != AlarmStateValue.Ok)
                .Select(a => new AlarmReading(a.Alarm.Name, a.State == AlarmStateValue.Alarm)),
            .. names.Where(n => found.TrueForAll(a => a.Alarm.Name != n))
                .Select(n => new AlarmReading(n, Firing: false)),
        ];
    }

    private async Task<IEnumerable<AlarmReading>> TableAsync(
        CompiledPlan plan,
        Run run,
        Component component,
        CancellationToken cancellationToken)
    {
        var memories = await store.ListAsync(
            StateKeys.EventPk(run.Event),
            StateKeys.AlarmPrefix,
            StateJson.Default.AlarmMemory,
            cancellationToken);
        return memories
            .Select(m => (Memory: m.Value, Match: ResponseMatcher.Match(plan, m.Value.Last)))
            .Where(m => m.Match is { Response: { Role: AlarmRole.StopCondition } response, Component: { } found }
                && !(response.Alarm.NamePattern is { } pattern && IsName(pattern))
                && IsOf(found.Name, run, component)
                && m.Memory.State != AlarmStateValue.Ok)
            .Select(m => new AlarmReading(m.Memory.Alarm.Name, m.Memory.State == AlarmStateValue.Alarm));
    }
}
