namespace ServerlessReadiness.Core.Plans.Traffic;

/// <summary>One answer of a stream's DNS name.</summary>
/// <param name="Component">The component that the requests reach.</param>
/// <param name="Weight">Its Route 53 weight, 0 to 255.</param>
public sealed record StreamTarget(ComponentName Component, int Weight);
