namespace ServerlessReadiness.Aws.Fleets;

/// <summary>What does not change about an instance type.</summary>
/// <param name="VirtualCpus">By default, as quotas count them.</param>
/// <param name="HasInstanceStore">Whether it comes with local disks.</param>
/// <param name="MemoryBytes">Its memory; null when the service did not say.</param>
internal sealed record InstanceTypeFacts(int VirtualCpus, bool HasInstanceStore, long? MemoryBytes);
