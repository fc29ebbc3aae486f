using ServerlessReadiness.Core.Operators;

namespace ServerlessReadiness.Application.Operators;

/// <summary>A command as read: one of the two is null.</summary>
/// <param name="Request">The command.</param>
/// <param name="Problem">Why it cannot be read: the cause and the next step.</param>
public sealed record CommandReading(OperatorRequest? Request, string? Problem);
