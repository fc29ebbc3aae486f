using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Core.Lifecycle;

/// <summary>Which of several alike things a step takes: the one named, or any with a tag.</summary>
/// <param name="Id">The one; null for any of the pool.</param>
/// <param name="Pool">The tag of the pool.</param>
/// <param name="Subnet">For interfaces: only of this subnet.</param>
public sealed record PoolPick(string? Id, SettingValue? Pool, string? Subnet = null)
{
    public override string ToString() => Id ?? $"tag {Pool?.Name}={Pool?.Value}"
        + (Subnet is null ? "" : $" in {Subnet}");
}
