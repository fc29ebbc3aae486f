using ServerlessReadiness.Core.Operators;

namespace ServerlessReadiness.Application.Operators;

/// <summary>A command as it is written on the wire. What its way already says may be left out.</summary>
public sealed record CommandDocument
{
    public string? Id { get; init; }

    public string? Event { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset? IssuedAt { get; init; }

    public DateTimeOffset? NotAfter { get; init; }

    public OperatorCommand? Command { get; init; }
}
