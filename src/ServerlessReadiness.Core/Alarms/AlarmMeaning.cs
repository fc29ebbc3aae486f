namespace ServerlessReadiness.Core.Alarms;

/// <summary>What an alarm's state means for the event.</summary>
public enum AlarmMeaning
{
    /// <summary>Nothing can be concluded: it neither starts nor ends anything, and it blocks traffic moves.</summary>
    Unproven = 0,

    /// <summary>Start the runbook.</summary>
    Triggers = 1,

    /// <summary>
    /// Start it, unless it moves traffic: the alarm fires on silence too, and silence proves no fault.
    /// </summary>
    TriggersPerhapsOnSilence = 2,

    /// <summary>The trigger's trouble is over.</summary>
    Clears = 3,

    /// <summary>Staged work must stop.</summary>
    Stops = 4,

    /// <summary>Staged work may go on.</summary>
    Permits = 5,

    /// <summary>The target must not receive more traffic.</summary>
    TargetImpaired = 6,

    /// <summary>The target may receive traffic.</summary>
    TargetHealthy = 7,
}
