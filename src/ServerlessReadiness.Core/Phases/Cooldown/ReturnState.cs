namespace ServerlessReadiness.Core.Phases.Cooldown;

/// <summary>Where the technical branch of the return to normal is.</summary>
public enum ReturnState
{
    /// <summary>Until the metrics have been in their normal range long enough.</summary>
    WaitingForRange = 0,

    /// <summary>Components go back, callers before what they call.</summary>
    ScalingDown = 1,

    /// <summary>Everything went back; production is compared with its baseline.</summary>
    Verifying = 2,

    Done = 3,
}
