namespace ServerlessReadiness.Core.Lifecycle;

/// <summary>What an instance is in a target group.</summary>
/// <param name="TargetGroup">The target group's ARN.</param>
/// <param name="State">
/// As the service spells it: initial, healthy, unhealthy, unused, draining, unavailable; <see cref="Absent"/> when it
/// is not registered.
/// </param>
/// <param name="Words">What the service says of it.</param>
public sealed record TargetHealth(string TargetGroup, string State, string? Words)
{
    public const string Absent = "absent";

    public bool IsHealthy => State == "healthy";

    public bool IsDraining => State == "draining";

    /// <summary>A target that a load balancer does not use gets no traffic to drain.</summary>
    public bool IsAbsent => State is Absent;

    /// <summary>The name within a target group's ARN.</summary>
    public static string NameOf(string targetGroup)
    {
        ArgumentNullException.ThrowIfNull(targetGroup);
        return targetGroup.Split('/') is [_, { Length: > 0 } name, ..] ? $"target group {name}" : targetGroup;
    }
}
