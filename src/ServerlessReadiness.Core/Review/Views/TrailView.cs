namespace ServerlessReadiness.Core.Review.Views;

/// <summary>A CloudTrail trail.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="IsMultiRegion">Whether it records all regions.</param>
/// <param name="IsLogging">Whether it records now.</param>
/// <param name="DeliveryError">Why its newest file could not be put into its bucket; null when it could.</param>
public sealed record TrailView(string Arn, bool IsMultiRegion, bool IsLogging, string? DeliveryError);
