using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Signals;

/// <summary>What arrived at a function. Whatever arrives becomes one of these; nothing is dropped.</summary>
public abstract record Signal
{
    private Signal()
    {
    }

    /// <summary>An alarm changed its state.</summary>
    public sealed record AlarmChanged(AlarmTransition Transition) : Signal;

    /// <summary>A schedule fired.</summary>
    /// <param name="At">The instant that the schedule states, not the one at which the event arrived.</param>
    public sealed record Tick(DateTimeOffset At) : Signal;

    /// <summary>Our own hand-over: a run is due.</summary>
    public sealed record RunDue(EventId EventId, RunId Run) : Signal;

    /// <summary>Our own hand-over: an accepted command is due.</summary>
    public sealed record CommandDue(EventId EventId, CommandId Command) : Signal;

    /// <summary>Somebody wants an event reviewed now.</summary>
    public sealed record ReviewAsked(EventId EventId) : Signal;

    /// <summary>An operator's command, by a way that does not say who sent it.</summary>
    /// <param name="Json">The command as it was written.</param>
    /// <param name="MessageId">The message that carried it; null when none did.</param>
    /// <param name="SentAt">When that was sent; null when nobody says.</param>
    public sealed record Commanded(string Json, string? MessageId, DateTimeOffset? SentAt) : Signal;

    /// <summary>An Auto Scaling group launched or terminated an instance, or waits in a lifecycle hook.</summary>
    public sealed record Lifecycle(LifecycleNotice Notice) : Signal;

    /// <summary>EC2 announced something about an instance.</summary>
    public sealed record InstanceAnnounced(InstanceNotice Notice) : Signal;

    /// <summary>AWS Health announced something.</summary>
    public sealed record HealthAnnounced(HealthNotice Notice) : Signal;

    /// <summary>Something that could not be understood. It is journalled, never thrown away.</summary>
    /// <param name="Reason">The thing, the cause and the next step.</param>
    /// <param name="Raw">What arrived, shortened by <see cref="RawText"/>.</param>
    public sealed record Unreadable(string Reason, string Raw) : Signal;
}
