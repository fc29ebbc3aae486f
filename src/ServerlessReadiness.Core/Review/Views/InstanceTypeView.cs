namespace ServerlessReadiness.Core.Review.Views;

/// <summary>What an instance type can do with volumes.</summary>
/// <param name="Type">Its name.</param>
/// <param name="IsCurrent">Whether it is of the current generation.</param>
/// <param name="EbsOptimised">default (always), supported (when asked for) or unsupported.</param>
/// <param name="BaselineMBps">What it carries to and from volumes at all times, in 10^6 bytes a second; null for unknown.</param>
/// <param name="BaselineIops">The same in operations a second.</param>
public sealed record InstanceTypeView(
    string Type,
    bool IsCurrent,
    string EbsOptimised,
    double? BaselineMBps,
    int? BaselineIops);
