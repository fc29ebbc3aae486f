using System.Globalization;
using System.Text.RegularExpressions;

namespace ServerlessReadiness.Plans.Scalars;

/// <summary>
/// What a scalar's text means where a number, a share, a factor or a duration is expected. A null answer is "this is
/// none". Ranges are not checked here: the compiled plan's own rules do that.
/// </summary>
internal static partial class ScalarText
{
    private const int MatchMilliseconds = 1000;
    private static readonly TimeSpan DurationMax = TimeSpan.FromDays(366);

    public static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static decimal? Number(string text) =>
        NumberShape().IsMatch(text)
        && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary><c>8x</c>, <c>1.5x</c>, or the number alone.</summary>
    public static decimal? Factor(string text) => Number(text.EndsWith('x') ? text[..^1].TrimEnd() : text);

    /// <summary><c>99.9%</c>, or the number alone.</summary>
    public static decimal? Percent(string text) => Number(text.EndsWith('%') ? text[..^1].TrimEnd() : text);

    public static bool? Flag(string text) => text switch
    {
        "true" => true,
        "false" => false,
        _ => null,
    };

    /// <summary>Days, hours, minutes and seconds in this order, such as <c>2h30m</c>; at most a year.</summary>
    public static TimeSpan? Duration(string text)
    {
        var match = DurationShape().Match(text);
        if (!match.Success || text.Length == 0)
        {
            return null;
        }

        decimal seconds = Part(match, "d") * 86_400 + Part(match, "h") * 3_600 + Part(match, "m") * 60
            + Part(match, "s");
        return seconds <= (decimal)DurationMax.TotalSeconds ? TimeSpan.FromSeconds((long)seconds) : null;
    }

    private static decimal Part(Match match, string unit) =>
        match.Groups[unit] is { Success: true } group
            ? decimal.Parse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture)
            : 0;

    [GeneratedRegex("^[+-]?[0-9]{1,12}(\\.[0-9]{1,9})?\\z", RegexOptions.ExplicitCapture, MatchMilliseconds)]
    private static partial Regex NumberShape();

    [GeneratedRegex(
        "^((?<d>[0-9]{1,9})d)? ?((?<h>[0-9]{1,9})h)? ?((?<m>[0-9]{1,9})m)? ?((?<s>[0-9]{1,9})s)?\\z",
        RegexOptions.ExplicitCapture,
        MatchMilliseconds)]
    private static partial Regex DurationShape();
}
