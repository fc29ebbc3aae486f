namespace ServerlessReadiness.Core.Events;

/// <summary>The phases' names for people. Texts: <c>PhasePhrase.resx</c>.</summary>
public enum PhasePhrase
{
    Scheduled = 0,
    Prewarm,
    Live,
    Cooldown,
    Closed,
    Cancelled,
}
