namespace ServerlessReadiness.Core.Plans.Alarms;

/// <summary>What a plan makes of an alarm.</summary>
/// <param name="Response">The response, or null when none matches.</param>
/// <param name="Component">The component meant, or null when it could not be told.</param>
/// <param name="Problem">Why there is no component although there is a response; null otherwise.</param>
public sealed record ResponseMatch(Response? Response, Component? Component, string? Problem)
{
    public static readonly ResponseMatch None = new(null, null, null);
}
