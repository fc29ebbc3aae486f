using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Core.Plans;

/// <summary>When each phase starts. The instants are in order.</summary>
public sealed record EventSchedule(
    DateTimeOffset Prewarm,
    DateTimeOffset Live,
    DateTimeOffset Cooldown,
    DateTimeOffset Closed)
{
    public Phase PhaseAt(DateTimeOffset now) =>
        now < Prewarm ? Phase.Scheduled
        : now < Live ? Phase.Prewarm
        : now < Cooldown ? Phase.Live
        : now < Closed ? Phase.Cooldown
        : Phase.Closed;
}
