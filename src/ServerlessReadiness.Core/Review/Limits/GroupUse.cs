using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>What of a group counts toward limits.</summary>
/// <param name="Component">The component that it is.</param>
/// <param name="Account">Twelve digits.</param>
/// <param name="Region">A region code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Units">Instances that it has now, in whatever state.</param>
/// <param name="Types">The instance types that it has or may launch; empty when they are not known.</param>
/// <param name="Share">How it is divided between On-Demand and Spot.</param>
/// <param name="Subnets">Where it launches.</param>
/// <param name="TargetGroups">ARNs of the target groups that its members are registered with.</param>
/// <param name="Hooks">Its lifecycle hooks.</param>
public sealed record GroupUse(
    ComponentName Component,
    string Account,
    string Region,
    string Name,
    int Units,
    EquatableList<TypeSize> Types,
    PurchaseShare Share,
    EquatableList<string> Subnets,
    EquatableList<string> TargetGroups,
    EquatableList<HookTerms> Hooks)
{
    /// <summary>Whether its capacity is counted in weights of its types instead of instances.</summary>
    public bool IsWeighted { get; init; }

    /// <summary>GiB of each volume type that one of its instances has; empty when it has none or it is not known.
    /// </summary>
    public EquatableList<VolumeSize> Volumes { get; init; } = [];
}
