using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Application.Operators;

/// <summary>What the way that a command came by says of it.</summary>
/// <param name="SentAt">When it was sent; stands in for its issuedAt.</param>
public sealed record CommandWay(DateTimeOffset SentAt)
{
    /// <summary>Its id, where the way names one; a different one inside is an error.</summary>
    public string? Id { get; init; }

    /// <summary>Its id where it names none itself.</summary>
    public string? IdIfNone { get; init; }

    /// <summary>Its event, where the way names one.</summary>
    public EventId? Event { get; init; }
}
