namespace ServerlessReadiness.Core.Alarms;

/// <summary>What an alarm is for in a plan.</summary>
public enum AlarmRole
{
    /// <summary>It starts a runbook.</summary>
    Trigger = 0,

    /// <summary>It stops staged work, such as a traffic shift, while it fires.</summary>
    StopCondition = 1,

    /// <summary>It says whether a target may receive traffic.</summary>
    TargetHealth = 2,
}
