namespace ServerlessReadiness.Core.Operators;

/// <summary>A command that is not done; nothing was changed.</summary>
/// <param name="Kind">Why, for programs.</param>
/// <param name="Reason">The thing and the cause, for people.</param>
/// <param name="Next">What to do.</param>
public sealed record CommandRefusal(RefusalKind Kind, string Reason, string Next);
