namespace ServerlessReadiness.Core.Documents;

/// <summary>A part of a document, one below the other.</summary>
public abstract record Block
{
    private Block()
    {
    }

    /// <param name="Level">2 for a section, 3 for a part of one; 1 is the document's title.</param>
    /// <param name="Text">What it says.</param>
    public sealed record Heading(int Level, string Text) : Block;

    public sealed record Paragraph(Line Text) : Block;

    /// <param name="Lines">One each.</param>
    /// <param name="Numbered">Whether their order matters.</param>
    public sealed record Items(EquatableList<Line> Lines, bool Numbered = false) : Block;

    /// <summary>Things to tick off.</summary>
    public sealed record Ticks(EquatableList<Tick> Lines) : Block;

    /// <param name="Columns">Its head.</param>
    /// <param name="Rows">As many lines each as there are columns.</param>
    public sealed record Table(EquatableList<Column> Columns, EquatableList<EquatableList<Line>> Rows) : Block;

    /// <summary>What is what: a name and a value each.</summary>
    public sealed record Facts(EquatableList<Fact> Lines) : Block;

    /// <summary>Something that must not be overlooked.</summary>
    public sealed record Notice(Tone Tone, Line Text) : Block;

    /// <param name="Source">Where the picture is: <c>cid:…</c> in a mail, a file's name, or <c>data:…</c>.</param>
    /// <param name="Alternative">What it shows, for those who do not see it.</param>
    public sealed record Picture(string Source, string Alternative) : Block;

    /// <param name="Svg">A drawing of our own, as it goes into a page.</param>
    /// <param name="Alternative">What it shows, for those who do not see it.</param>
    public sealed record Drawing(string Svg, string Alternative) : Block;

    /// <summary>Text as it is, such as a file's or a command's.</summary>
    public sealed record Verbatim(string Text) : Block;

    /// <summary>Somebody's or something's own words.</summary>
    public sealed record Quote(Line Text) : Block;
}
