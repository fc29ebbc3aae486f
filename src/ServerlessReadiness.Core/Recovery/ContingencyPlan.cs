using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Recovery;

/// <summary>A contingency with everything that it depends on, resolved: what drills and rehearsals run.</summary>
/// <param name="Contingency">The contingency.</param>
/// <param name="Component">On which component its runbooks are run.</param>
/// <param name="Runbook">What is run, its parameters filled in.</param>
/// <param name="WayBack">What goes back; null when there is nothing to take back.</param>
public sealed record ContingencyPlan(Contingency Contingency, Component Component, Runbook Runbook, Runbook? WayBack)
{
    private static readonly RunbookName BackName = RunbookName.Parse("drill-back");

    /// <summary>Null when the plan has no such contingency, or its parts do not resolve.</summary>
    public static ContingencyPlan? Of(CompiledPlan plan, string name)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Contingencies.FirstOrDefault(c => c.Name == name) is { } contingency
            && plan.FindComponent(contingency.Component) is { } component
            && Bound(plan, contingency.Runbook, component) is { } runbook
            ? new ContingencyPlan(contingency, component, runbook, Back(plan, contingency, component, runbook))
            : null;
    }

    /// <summary>All of the plan's that resolve.</summary>
    public static IEnumerable<ContingencyPlan> All(CompiledPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Contingencies.Select(c => Of(plan, c.Name)).OfType<ContingencyPlan>();
    }

    /// <summary>The components that it acts on, and those behind the names that it moves.</summary>
    public IReadOnlySet<ComponentName> Touched(CompiledPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var touched = Runbooks().SelectMany(r => r.Steps)
            .Select(s => s.On ?? Component.Name)
            .Append(Component.Name)
            .ToHashSet();
        var behind = plan.Components.Where(c => touched.Contains(c.Name))
            .SelectMany(c => c.Endpoints.Select(e => e.Behind).OfType<ComponentName>())
            .ToList();
        touched.UnionWith(behind);
        return touched;
    }

    private EquatableList<Runbook> Runbooks() =>
        EquatableList.From([Runbook, .. WayBack is { } back ? (Runbook[])[back] : []]);

    /// <summary>
    /// The plan's parts that it depends on and nothing else: a change of another part leaves what was tried valid.
    /// </summary>
    public CompiledPlan Relevant(CompiledPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var runbooks = Runbooks();
        var steps = runbooks.SelectMany(r => r.Steps).ToList();
        var touched = Touched(plan);
        var metrics = steps.SelectMany(s => s.When.Concat(s.Verify))
            .OfType<StepCondition.MetricIs>()
            .Select(m => m.Metric)
            .ToHashSet();
        var never = DateTimeOffset.UnixEpoch;
        return new CompiledPlan(
            plan.Event,
            "",
            "",
            [],
            new EventSchedule(never, never, never, never),
            EquatableList.From(plan.Components.Where(c => touched.Contains(c.Name))),
            [],
            runbooks,
            TimeSpan.Zero)
        {
            Contingencies = [Contingency],
            Metrics = EquatableList.From(plan.Metrics.Where(m => metrics.Contains(m.Name))),
        };
    }

    private static Runbook? Back(CompiledPlan plan, Contingency contingency, Component component, Runbook runbook)
    {
        if (contingency.Back is { } name)
        {
            return Bound(plan, name, component);
        }

        var back = LadderRunbooks.TakeBack(runbook, BackName);
        return back.Steps.Count == 0 ? null : back;
    }

    private static Runbook? Bound(CompiledPlan plan, RunbookName name, Component component) =>
        BuiltInRunbooks.Resolve(plan, name, component) is { } found
            ? RunbookBinding.Bind(found, RunbookBinding.NothingGiven).Runbook
            : null;
}
