namespace ServerlessReadiness.Core.Events;

/// <summary>Where an event is on its way.</summary>
public enum Phase
{
    Scheduled = 0,
    Prewarm = 1,
    Live = 2,
    Cooldown = 3,
    Closed = 4,
    Cancelled = 5,
}
