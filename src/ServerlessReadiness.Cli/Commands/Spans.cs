using System.Globalization;
using System.Text.RegularExpressions;

namespace ServerlessReadiness.Cli.Commands;

/// <summary>Lengths of time as people type them: 90m, 2h30m, 1d.</summary>
internal static partial class Spans
{
    public static TimeSpan Parse(string text, string option)
    {
        var match = Shape().Match(text);
        var span = match.Success
            ? TimeSpan.FromDays(Part(match, "d")) + TimeSpan.FromHours(Part(match, "h"))
                + TimeSpan.FromMinutes(Part(match, "m"))
            : TimeSpan.Zero;
        return span > TimeSpan.Zero ? span : throw CliException.BadInput(
            $"\"{text}\" of {option} is no length of time",
            "use days, hours and minutes such as 45m, 2h30m or 1d");
    }

    private static int Part(Match match, string name) =>
        match.Groups[name] is { Success: true } group ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        "^((?<d>[0-9]{1,3})d)?((?<h>[0-9]{1,4})h)?((?<m>[0-9]{1,5})m)?\\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Shape();
}
