namespace ServerlessReadiness.Core.Phases.Prewarm;

/// <summary>Where a pre-warm stage is.</summary>
public enum StageState
{
    /// <summary>Not begun.</summary>
    Pending = 0,

    /// <summary>Its goals are being raised, or waited for.</summary>
    Raising = 1,

    /// <summary>All that it raises is in service.</summary>
    InService = 2,

    /// <summary>It was not in service at its proceed-anyway instant; the next stage goes on, this one is still watched.
    /// </summary>
    GivenUp = 3,
}
