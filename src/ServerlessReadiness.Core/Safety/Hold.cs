namespace ServerlessReadiness.Core.Safety;

/// <summary>Automation on a component is stopped until a person, or the instant, lifts it.</summary>
/// <param name="Reason">Why, for the page and the report.</param>
/// <param name="Since">Since when.</param>
/// <param name="Until">Lifts by itself then; null when only a person lifts it.</param>
public sealed record Hold(string Reason, DateTimeOffset Since, DateTimeOffset? Until)
{
    public bool IsInForce(DateTimeOffset now) => Until is not { } until || now < until;
}
