namespace ServerlessReadiness.Core.Review;

/// <summary>The pillars' names, in their order. Texts: <c>PillarPhrase.resx</c>.</summary>
public enum PillarPhrase
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
