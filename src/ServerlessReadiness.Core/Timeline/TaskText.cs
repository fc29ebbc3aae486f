namespace ServerlessReadiness.Core.Timeline;

/// <summary>What is to be done.</summary>
public abstract record TaskText
{
    private TaskText()
    {
    }

    /// <summary>A task that we know in every language.</summary>
    /// <param name="Phrase">Which.</param>
    /// <param name="Parts">What is filled in.</param>
    public sealed record Known(TimelinePhrase Phrase, EquatableList<string> Parts) : TaskText;

    /// <summary>The plan's own words.</summary>
    public sealed record Own(string Words) : TaskText;
}
