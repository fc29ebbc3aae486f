using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Plans.Alarms;

/// <summary>
/// What an alarm means for the event: which runbook on which component. The first that matches decides.
/// </summary>
/// <param name="Name">Unique in the plan.</param>
/// <param name="Alarm">Which alarms.</param>
/// <param name="Component">On which component; null when the alarm's dimensions name the resource.</param>
/// <param name="Role">What the alarm is for.</param>
/// <param name="Runbook">What to run; required for the role Trigger, absent otherwise.</param>
public sealed record Response(
    string Name,
    AlarmSelector Alarm,
    ComponentName? Component,
    AlarmRole Role,
    RunbookName? Runbook)
{
    /// <summary>How the rehearsal's alarm of this response fires; null when the response is not rehearsed.</summary>
    [JsonRequired]
    public AlarmModel? Model { get; init; }
}
