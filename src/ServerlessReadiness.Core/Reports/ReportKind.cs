namespace ServerlessReadiness.Core.Reports;

/// <summary>What a report is about.</summary>
public enum ReportKind
{
    /// <summary>The time since the last one.</summary>
    Regular = 0,

    /// <summary>All of Live, now that it is over.</summary>
    LiveOver = 1,

    /// <summary>The whole event, now that it is closed or cancelled.</summary>
    Final = 2,
}
