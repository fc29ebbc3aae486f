namespace ServerlessReadiness.Core.Phases.Prewarm;

/// <summary>The decision on one pre-warm stage.</summary>
public enum StageVerdict
{
    NotDue = 0,

    /// <summary>Due, but the stage before it is neither in service nor given up.</summary>
    WaitsForStage = 1,

    /// <summary>Due, but nothing of it may start now.</summary>
    Withheld = 2,

    /// <summary>Its goals are being raised.</summary>
    Raises = 3,

    InService = 4,

    /// <summary>Its proceed-anyway instant came first.</summary>
    ProceedsAnyway = 5,
}
