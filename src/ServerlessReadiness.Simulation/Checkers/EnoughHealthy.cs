using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Simulation.Ports;

namespace ServerlessReadiness.Simulation.Checkers;

/// <summary>
/// 4: repairs never take the serving share of a component below its minimum, and within a budget's window touch no more
/// instances than its share of the fleet.
/// </summary>
internal sealed class EnoughHealthy(Scene scene) : Checker(4, scene)
{
    private readonly List<(ComponentName Component, DateTimeOffset Run, InstanceId Instance, int Fleet)> _touched = [];
    private int _servingBefore;
    private int _desiredBefore;

    public override void Changes(ChangeSeen seen, long nowMs)
    {
        if (seen.Component is { } component)
        {
            (_servingBefore, _desiredBefore) = (component.Units.Serving, component.Units.Desired);
        }
    }

    public override void Changed(ChangeSeen seen, long nowMs)
    {
        if (seen.Component is not { } component || InstanceOf(seen.Change) is not { } instance || seen.IsLateAt(nowMs))
        {
            return;
        }

        component.Units.Settle(nowMs);
        var serving = component.Units.Serving;
        var least = component.Plan.MinimumHealthyPercent;
        if (serving < _servingBefore && serving * 100 < least * _desiredBefore)
        {
            Violated(
                nowMs,
                $"\"{seen.Change}\" left {serving} of {_desiredBefore} units of {component.Plan.Name} serving; "
                + $"{least} % must");
        }

        Touch(component.Plan, instance, seen, nowMs);
    }

    private void Touch(Component component, InstanceId instance, ChangeSeen seen, long nowMs)
    {
        if (seen.Intent?.Run is not { } id || !Scene.Ledger.Runs.TryGetValue(id, out var run))
        {
            return;
        }

        _touched.Add((component.Name, run.CreatedAt, instance, _desiredBefore));
        var budget = component.BudgetFor(ActionClass.Replace);
        var within = _touched
            .Where(t => t.Component == component.Name
                && t.Run > run.CreatedAt - budget.Window
                && t.Run <= run.CreatedAt)
            .ToList();
        var allowed = Math.Max(1, within.Max(t => t.Fleet) * budget.SharePercent / 100);
        var count = within.Select(t => t.Instance).Distinct().Count();
        if (count > allowed)
        {
            Violated(
                nowMs,
                $"{count} instances of {component.Name} were touched within {budget.Window}; {allowed} may be");
        }
    }

    private static InstanceId? InstanceOf(Change change) => change switch
    {
        Change.TerminateMember c => c.Instance,
        Change.EnterStandby c => c.Instance,
        Change.MarkUnhealthy c => c.Instance,
        Change.RebootInstance c => c.Instance,
        Change.StopInstance c => c.Instance,
        _ => null,
    };
}
