using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace ServerlessReadiness.Core.Documents;

/// <summary>
/// The page while it is written. What is filled into an interpolated text is encoded, unless it is
/// <see cref="Markup"/>: names and reasons come from messages, and none of them can become a tag.
/// </summary>
public sealed class PageText
{
    private readonly StringBuilder _text = new();

    [SuppressMessage("Performance", "CA1822", Justification = "The compiler hands this page to the filler.")]
    public void Add([InterpolatedStringHandlerArgument("")] ref Filler html)
    {
        // The filler has written all of it.
        _ = html;
    }

    /// <summary>The same as a part for another text.</summary>
    public static Markup Part(Action<PageText> write)
    {
        var part = new PageText();
        write(part);
        return new Markup(part.ToString());
    }

    public override string ToString() => _text.ToString();

    /// <summary>Writes an interpolated text, part by part.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Filler
    {
        private readonly StringBuilder _into;

        public Filler(int literalLength, int formattedCount, PageText page)
        {
            _ = literalLength + formattedCount;
            _into = page._text;
        }

        public void AppendLiteral(string html) => _into.Append(html);

        public void AppendFormatted(string? text) => _into.Append(WebUtility.HtmlEncode(Readable(text)));

        public void AppendFormatted(Markup markup) => _into.Append(markup.Html);

        public void AppendFormatted<T>(T value, string? format = null)
            where T : IFormattable =>
            _into.Append(WebUtility.HtmlEncode(value.ToString(format, CultureInfo.InvariantCulture)));

        // Control characters are no part of XML in any encoding.
        private static string? Readable(string? text) =>
            text is not null && text.Any(char.IsControl)
                ? new string([.. text.Select(c => char.IsControl(c) && c != '\n' ? '\uFFFD' : c)])
                : text;
    }
}
