namespace ServerlessReadiness.Core.Documents;

/// <summary>How grave something is, which a writer shows in its own way, and never by colour alone.</summary>
public enum Tone
{
    Neutral = 0,
    Good = 1,
    Warning = 2,
    Bad = 3,
}
