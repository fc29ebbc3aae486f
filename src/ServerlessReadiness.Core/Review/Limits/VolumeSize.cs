namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>Storage of a volume type.</summary>
/// <param name="Type">Such as gp3.</param>
/// <param name="GiB">How much, in GiB.</param>
public sealed record VolumeSize(string Type, decimal GiB);
