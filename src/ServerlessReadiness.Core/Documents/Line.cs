namespace ServerlessReadiness.Core.Documents;

/// <summary>A line of text in pieces; a text by itself is one plain piece.</summary>
public sealed record Line(EquatableList<Span> Spans)
{
    public static readonly Line Empty = new([]);

    public static Line Of(params ReadOnlySpan<Span> spans) => new(EquatableList.From(spans.ToArray()));

    public static implicit operator Line(string text) => FromString(text);

    public static Line FromString(string text) => Of(new Span.Plain(text));

    /// <summary>Its words without any form.</summary>
    public override string ToString() => string.Concat(Spans.Select(s => s switch
    {
        Span.Plain p => p.Text,
        Span.Strong s2 => s2.Text,
        Span.Code c => c.Text,
        Span.Link l => l.Text,
        Span.Mark m => m.Text,
        _ => "",
    }));
}
