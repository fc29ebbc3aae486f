namespace ServerlessReadiness.Core.Review.Views;

/// <summary>A volume of the event's instances.</summary>
/// <param name="At">Where it is.</param>
/// <param name="Id">Its id.</param>
/// <param name="Instance">The instance that it is on; null for a volume of the plan that is on none.</param>
/// <param name="IsRoot">Whether an operating system starts from it.</param>
/// <param name="Type">gp3, io2, …</param>
/// <param name="SizeGiB">Its size.</param>
/// <param name="Iops">Its operations a second; null when its type states none.</param>
/// <param name="ThroughputMiBps">What gp3 is set to; null for other types.</param>
public sealed record VolumeView(
    Place At,
    string Id,
    string? Instance,
    bool IsRoot,
    string Type,
    int SizeGiB,
    int? Iops,
    int? ThroughputMiBps)
{
    public string Label => $"volume {Id} in {At}";
}
