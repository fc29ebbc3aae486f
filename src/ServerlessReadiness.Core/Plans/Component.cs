using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Traffic;
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
    /// <summary>The expected peak as a multiple of the normal, for this component: each has its own.</summary>
    [JsonRequired]
    public decimal Factor { get; init; } = 1;

    /// <summary>The components that it calls.</summary>
    [JsonRequired]
    public EquatableList<Dependency> DependsOn { get; init; } = [];

    /// <summary>What it can carry; null when the plan does not say, and then it cannot be rehearsed.</summary>
    [JsonRequired]
    public CapacityModel? Model { get; init; }

    /// <summary>What one unit costs an hour, in the plan's currency; null when the plan does not say.</summary>
    [JsonRequired]
    public decimal? UnitPricePerHour { get; init; }

    /// <summary>The component that is raised by what this one lacks when AWS has no capacity for it.</summary>
    [JsonRequired]
    public ComponentName? Alternative { get; init; }

    /// <summary>Whether the floors are also written as scheduled actions of the group.</summary>
    [JsonRequired]
    public bool Armed { get; init; }

    /// <summary>For a <see cref="Resource.Setting"/>: what it is set to for the event.</summary>
    [JsonRequired]
    public EquatableList<SettingValue> Settings { get; init; } = [];

    /// <summary>Who agreed to a restart, and when it may happen; null where none is needed.</summary>
    [JsonRequired]
    public RestartConsent? Restart { get; init; }

    /// <summary>
    /// The same for the way back to normal, which restarts it once more; without it a person sees to that.
    /// </summary>
    [JsonRequired]
    public RestartConsent? RestartBack { get; init; }

    /// <summary>For a <see cref="Resource.DnsRecords"/>: the places that the name can lead to.</summary>
    [JsonRequired]
    public EquatableList<Endpoint> Endpoints { get; init; } = [];

    /// <summary>What it takes off others in the rehearsal; null where the plan does not say.</summary>
    [JsonRequired]
    public Relief? Relief { get; init; }

    public Budget BudgetFor(ActionClass actionClass) =>
        Budgets.FirstOrDefault(b => b.Class == actionClass) ?? Budget.DefaultFor(actionClass);
}
