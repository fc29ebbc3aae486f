using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Snapshots;

/// <summary>An alarm that fires.</summary>
/// <param name="Alarm">Its ARN.</param>
/// <param name="Name">Its name.</param>
/// <param name="Contributor">Which series; null for the alarm as a whole.</param>
/// <param name="Since">When it began.</param>
/// <param name="Reason">CloudWatch's words for it.</param>
/// <param name="Verdict">What was decided about it last.</param>
/// <param name="Run">The last run that it started; null for none.</param>
/// <param name="Acknowledged">Who looks at it; null for nobody.</param>
public sealed record AlarmView(
    string Alarm,
    string Name,
    string? Contributor,
    DateTimeOffset Since,
    string Reason,
    AlarmVerdict Verdict,
    RunId? Run,
    Acknowledgement? Acknowledged);
