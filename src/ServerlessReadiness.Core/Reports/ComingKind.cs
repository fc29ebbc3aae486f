namespace ServerlessReadiness.Core.Reports;

/// <summary>What is to come.</summary>
public enum ComingKind
{
    /// <summary>The next phase begins.</summary>
    Phase = 0,

    /// <summary>A pre-warm stage begins.</summary>
    Stage = 1,

    /// <summary>Auto Scaling sets a floor by itself.</summary>
    Armed = 2,

    /// <summary>A run waits for people's answer until then.</summary>
    Approval = 3,

    /// <summary>The forecast's highest traffic until the next report.</summary>
    Peak = 4,

    /// <summary>People have to confirm something before the event can end.</summary>
    Confirmation = 5,

    /// <summary>The next report.</summary>
    Report = 6,
}
