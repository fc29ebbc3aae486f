namespace ServerlessReadiness.Core.Plans.Alarms;

/// <summary>What an alarm of the rehearsal measures of its component.</summary>
public enum AlarmMeasure
{
    /// <summary>Offered requests against what the units in service can serve, in percent.</summary>
    UsePercent = 0,

    /// <summary>Failed requests of those offered, in percent.</summary>
    FailedPercent = 1,

    /// <summary>Units whose status checks fail; an alarm for each such instance, named in its dimensions.</summary>
    StatusCheck = 2,
}
