namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>An instance type and its size.</summary>
/// <param name="Type">Such as m7g.xlarge.</param>
/// <param name="VirtualCpus">As quotas count them; null when it could not be read.</param>
public sealed record TypeSize(string Type, int? VirtualCpus);
