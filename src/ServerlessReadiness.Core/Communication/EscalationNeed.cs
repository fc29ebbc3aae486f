namespace ServerlessReadiness.Core.Communication;

/// <summary>Whether a trouble still waits for somebody.</summary>
public enum EscalationNeed
{
    /// <summary>Nobody sees to it.</summary>
    Waits = 0,

    /// <summary>Somebody does.</summary>
    TakenUp = 1,

    /// <summary>The trouble is over, or the event is.</summary>
    Over = 2,
}
