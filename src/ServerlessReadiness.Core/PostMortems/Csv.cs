using System.Buffers;
using System.Globalization;
using System.Text;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>Writes lines of comma-separated values, as RFC 4180 has them.</summary>
public sealed class Csv
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t");
    private readonly StringBuilder _text = new();

    public Csv(params ReadOnlySpan<string> columns) => Add(columns);

    public void Add(params ReadOnlySpan<string?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _text.Append(i == 0 ? "" : ",").Append(Cell(values[i] ?? ""));
        }

        _text.Append("\r\n");
    }

    public static string Of(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    public static string Of(DateTimeOffset? at) => at is { } known ? Of(known) : "";

    public static string Of(decimal? number) => number?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";

    public override string ToString() => _text.ToString();

    private static string Cell(string value)
    {
        // A spreadsheet takes a cell that begins so for a formula, and reasons come from messages. Numbers may be
        // negative.
        var text = value.Length > 0 && Formula.Contains(value[0])
            && !decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out _) ? "'" + value : value;
        return text.AsSpan().ContainsAny(Quoted)
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
    }
}
