namespace ServerlessReadiness.Core.Review;

/// <summary>What an item of the review belongs to: the architecture's four pillars, then the operations review's four.
/// </summary>
public enum Pillar
{
    Security = 0,
    Reliability,
    Performance,
    Cost,
    Readiness,
    Monitoring,
    Operations,
    Optimisation,
}
