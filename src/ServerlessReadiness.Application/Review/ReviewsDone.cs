namespace ServerlessReadiness.Application.Review;

/// <summary>What one round of reviews came to.</summary>
/// <param name="Reviewed">Events that were reviewed.</param>
/// <param name="Dashboards">Dashboards that were written or removed.</param>
/// <param name="Failures">Events whose review or dashboard failed, or was not begun in time.</param>
public sealed record ReviewsDone(int Reviewed, int Dashboards, int Failures);
