using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Plans;

/// <summary>One scalable or routable part of the workload.</summary>
/// <param name="Name">Unique in the plan.</param>
/// <param name="Resource">What it is in the account.</param>
/// <param name="Floor">
/// The least capacity while the event runs, in the resource's own units (instances, tasks, …).
/// </param>
/// <param name="Ceiling">The most that automation may ever set as minimum or maximum, in the same units.</param>
/// <param name="MinimumHealthyPercent">
/// Share of the desired capacity that must stay in service during repairs, 0 to 100.
/// </param>
/// <param name="AlarmCooldown">An alarm still in ALARM this long after it was answered is looked at again.</param>
/// <param name="Budgets">
/// Limits for automation by class; a class that is absent has <see cref="Budget.DefaultFor"/>.
/// </param>
public sealed record Component(
    ComponentName Name,
    Resource Resource,
    int Floor,
    int Ceiling,
    int MinimumHealthyPercent,
    TimeSpan AlarmCooldown,
    EquatableList<Budget> Budgets)
{
    public Budget BudgetFor(ActionClass actionClass) =>
        Budgets.FirstOrDefault(b => b.Class == actionClass) ?? Budget.DefaultFor(actionClass);
}
