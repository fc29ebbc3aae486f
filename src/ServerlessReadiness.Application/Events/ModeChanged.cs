using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Application.Events;

/// <summary>What came of a change of mode.</summary>
public abstract record ModeChanged
{
    private ModeChanged()
    {
    }

    /// <param name="Before">The head as it was.</param>
    /// <param name="Now">The head as it is.</param>
    /// <param name="AlarmsDue">Firing alarms that Clock looks at in its next beat.</param>
    public sealed record Changed(EventHead Before, EventHead Now, int AlarmsDue) : ModeChanged;

    /// <summary>The event already has this mode; nothing was written.</summary>
    public sealed record Unchanged(EventHead Head) : ModeChanged;

    /// <summary>The mode cannot be changed.</summary>
    public sealed record Refused(string Reason, string NextStep) : ModeChanged;
}
