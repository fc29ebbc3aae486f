namespace ServerlessReadiness.Core.Documents;

/// <summary>A piece of a line.</summary>
public abstract record Span
{
    private Span()
    {
    }

    public sealed record Plain(string Text) : Span;

    public sealed record Strong(string Text) : Span;

    /// <summary>Something to type or a name as a machine spells it.</summary>
    public sealed record Code(string Text) : Span;

    /// <param name="Text">What is shown.</param>
    /// <param name="Address">https, mailto or a place in the document; a writer shows any other as text.</param>
    public sealed record Link(string Text, string Address) : Span;

    /// <summary>A word that says how things are.</summary>
    public sealed record Mark(Tone Tone, string Text) : Span;
}
