using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Alarms;

/// <summary>The snapshot that a decision on an alarm is made from.</summary>
/// <param name="Head">The event's head.</param>
/// <param name="Match">What the plan makes of the alarm.</param>
/// <param name="ActionClass">The class of the response's runbook.</param>
/// <param name="Memory">What is remembered of the alarm; null when it was never heard of.</param>
/// <param name="Component">What is remembered of the component; null when nothing is.</param>
/// <param name="Resource">What is remembered of the resource; null when nothing is.</param>
/// <param name="Instance">The instance that the alarm means, if one.</param>
/// <param name="Confirmed">What CloudWatch says now; null when it was not asked or knows no such alarm.</param>
/// <param name="Seen">The world as read just now; null when nothing was read.</param>
/// <param name="AlarmLimit">How long an alarm may fire before a person is called, whatever else holds.</param>
/// <param name="LooksAgain">
/// Whether Clock looks again at an alarm decided before, rather than a transition arriving.
/// </param>
public sealed record AlarmSituation(
    EventHead Head,
    ResponseMatch Match,
    ActionClass ActionClass,
    AlarmMemory? Memory,
    ComponentState? Component,
    ResourceState? Resource,
    InstanceId? Instance,
    AlarmStateValue? Confirmed,
    Observation? Seen,
    TimeSpan AlarmLimit,
    bool LooksAgain)
{
    /// <summary>The plan's freeze that forbids this class of action on the component now; null when none does.</summary>
    public Freeze? Freeze { get; init; }

    /// <summary>Whether the response's ladder may be climbed now; null when the response climbs none.</summary>
    public LadderClimb? Climb { get; init; }

    /// <summary>Why our own shedding raises the alarm; null when it does not.</summary>
    public string? OwnShedding { get; init; }
}
