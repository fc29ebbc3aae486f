using System.Diagnostics;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Phases;

/// <summary>
/// Moves an event one phase on at most. A clock that missed the hour asks again until it stays, so each phase is gone
/// through in order, with its lateness on record.
/// </summary>
/// <remarks>
/// | phase | asked | next |
/// |---|---|---|
/// | Scheduled | cancelled and nothing armed outside us | Cancelled |
/// | Scheduled | pre-warm is due | Prewarm |
/// | Prewarm, Live | cancelled | Cooldown, at once |
/// | Prewarm, Live | the next phase is due | that phase |
/// | Cooldown | everything is back to normal, and cancelled or Closed is due | Cancelled or Closed |
/// | Closed, Cancelled | – | stays |
/// </remarks>
public static class PhaseDecider
{
    /// <param name="head">The event's head.</param>
    /// <param name="schedule">When each phase starts.</param>
    /// <param name="facts">What stands in the way of an end.</param>
    /// <param name="now">The present instant.</param>
    public static PhaseDecision Decide(EventHead head, EventSchedule schedule, PhaseFacts facts, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(facts);
        var cancelled = head.Cancelling;
        return (head.Phase, cancelled is not null) switch
        {
            (Phase.Scheduled, true) when facts.StillArmed is { } armed =>
                Stay(head, $"cancelled ({cancelled}), and waits until nothing is armed outside us: {armed}"),
            (Phase.Scheduled, true) => Go(Phase.Cancelled, head.ChangedAt, $"cancelled before it began: {cancelled}"),
            (Phase.Scheduled, false) => At(head, schedule.Prewarm, Phase.Prewarm, now),
            (Phase.Prewarm or Phase.Live, true) =>
                Go(Phase.Cooldown, head.ChangedAt, $"cancelled: {cancelled}; goes back to normal at once"),
            (Phase.Prewarm, false) => At(head, schedule.Live, Phase.Live, now),
            (Phase.Live, false) => At(head, schedule.Cooldown, Phase.Cooldown, now),
            (Phase.Cooldown, _) when facts.NotYetNormal is { } open =>
                Stay(head, $"waits until everything is back to normal: {open}"),
            (Phase.Cooldown, true) => Go(Phase.Cancelled, now, $"cancelled and back to normal: {cancelled}"),
            (Phase.Cooldown, false) => At(head, schedule.Closed, Phase.Closed, now),
            (Phase.Closed or Phase.Cancelled, _) => Stay(head, $"event {head.Event} is {head.Phase}"),
            _ => throw new UnreachableException($"No row for {head.Phase}."),
        };
    }

    private static PhaseDecision At(EventHead head, DateTimeOffset due, Phase next, DateTimeOffset now) =>
        now < due
            ? Stay(head, $"{next} starts at {due:u}")
            : Go(next, due, $"the plan's schedule moves event {head.Event} from {head.Phase} to {next}");

    private static PhaseDecision Go(Phase next, DateTimeOffset due, string reason) => new(next, due, reason);

    private static PhaseDecision Stay(EventHead head, string reason) => new(head.Phase, null, reason);
}
