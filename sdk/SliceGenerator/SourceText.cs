using System.Text;

namespace ServerlessReadiness.SliceGenerator;

/// <summary>C# text under construction: lines, indented by the braces around them, always with LF.</summary>
internal sealed class SourceText
{
    private const int IndentWidth = 4;
    private readonly StringBuilder _text = new();
    private int _depth;

    public SourceText Line(string text = "")
    {
        if (text.Length > 0)
        {
            _text.Append(' ', _depth * IndentWidth).Append(text);
        }

        _text.Append('\n');
        return this;
    }

    /// <summary>A line that belongs to the one before: one level deeper.</summary>
    public SourceText Continued(string text)
    {
        _depth++;
        Line(text);
        _depth--;
        return this;
    }

    public SourceText Open(string header)
    {
        Line(header).Line("{");
        _depth++;
        return this;
    }

    public SourceText Close(string after = "")
    {
        _depth--;
        return Line("}" + after);
    }

    /// <summary>An empty line between two items.</summary>
    public SourceText Gap() => Line();

    public override string ToString() => _text.ToString();
}
