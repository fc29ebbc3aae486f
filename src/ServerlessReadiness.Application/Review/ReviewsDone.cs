namespace ServerlessReadiness.Application.Review;

/// <summary>What one round of reviews came to.</summary>
/// <param name="Reviewed">Events that were reviewed.</param>
/// <param name="Failures">Events that could not be, or were not begun in time.</param>
public sealed record ReviewsDone(int Reviewed, int Failures);
