namespace ServerlessReadiness.Core.Operators;

using ServerlessReadiness.Core.Events;

/// <summary>A command with all that must go with one.</summary>
/// <param name="Id">Makes repeats harmless.</param>
/// <param name="Event">The event.</param>
/// <param name="Command">What is asked.</param>
/// <param name="Reason">Why; colleagues and the report read it.</param>
/// <param name="IssuedAt">When the person gave it.</param>
/// <param name="NotAfter">Later than this it is not done; null for the default, see <see cref="CommandTimes"/>.</param>
public sealed record OperatorRequest(
    CommandId Id,
    EventId Event,
    OperatorCommand Command,
    string Reason,
    DateTimeOffset IssuedAt,
    DateTimeOffset? NotAfter);
