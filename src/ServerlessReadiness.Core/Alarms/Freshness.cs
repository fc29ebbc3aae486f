namespace ServerlessReadiness.Core.Alarms;

/// <summary>How a transition stands to what was decided before.</summary>
public enum Freshness
{
    New = 0,
    Duplicate = 1,
    Stale = 2,
}
