namespace ServerlessReadiness.Core.Alarms;

/// <summary>How an alarm treats missing data (CloudWatch's TreatMissingData).</summary>
public enum MissingData
{
    /// <summary>The default: no data gives INSUFFICIENT_DATA.</summary>
    Missing = 0,
    NotBreaching = 1,
    Breaching = 2,

    /// <summary>The state stays as it was.</summary>
    Ignore = 3,
}
