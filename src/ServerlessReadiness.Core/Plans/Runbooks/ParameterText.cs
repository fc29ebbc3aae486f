using System.Globalization;
using System.Text.RegularExpressions;

namespace ServerlessReadiness.Core.Plans.Runbooks;

/// <summary>What a parameter's text means, as whoever starts a runbook writes it.</summary>
public static partial class ParameterText
{
    public const int LengthMax = 200;

    private static readonly TimeSpan DurationMax = TimeSpan.FromDays(366);

    /// <summary>Why the text is none of the parameter's values; null when it is one.</summary>
    public static string? Problem(RunbookParameter parameter, string text)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        ArgumentNullException.ThrowIfNull(text);
        var number = parameter.Type switch
        {
            ParameterType.Whole => Whole(text),
            ParameterType.Percent => Percent(text),
            _ => null,
        };
        return parameter.Type switch
        {
            _ when parameter.Allowed.Count > 0 && !parameter.Allowed.Contains(text) =>
                $"\"{Short(text)}\" is not allowed; use one of {string.Join(", ", parameter.Allowed)}",
            ParameterType.Text when text.Length is 0 or > LengthMax || text.Any(char.IsControl) =>
                $"the text has {text.Length} characters or control characters; use 1 to {LengthMax} printable ones",
            ParameterType.Duration when Duration(text) is null =>
                $"\"{Short(text)}\" is no duration; write one such as 2h30m",
            ParameterType.Whole when number is null => $"\"{Short(text)}\" is no whole number; write one such as 4",
            ParameterType.Percent when number is null =>
                $"\"{Short(text)}\" is no whole percentage; write one such as 50%",
            _ when number < parameter.Minimum => $"{number} is below the minimum of {parameter.Minimum}; use more",
            _ when number > parameter.Maximum => $"{number} is above the maximum of {parameter.Maximum}; use less",
            _ => null,
        };
    }

    public static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary><c>50%</c>, or the number alone.</summary>
    public static int? Percent(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Whole(text.EndsWith('%') ? text[..^1] : text);
    }

    /// <summary>Days, hours, minutes and seconds in this order, such as <c>2h30m</c>; more than none.</summary>
    public static TimeSpan? Duration(string text)
    {
        var match = DurationShape().Match(text);
        var seconds = Part(match, "d") * 86_400 + Part(match, "h") * 3_600 + Part(match, "m") * 60 + Part(match, "s");
        return match.Success && seconds > 0 && seconds <= (long)DurationMax.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : null;
    }

    private static long Part(Match match, string unit) =>
        match.Groups[unit] is { Success: true } group
            ? long.Parse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture)
            : 0;

    private static string Short(string text) => text.Length <= 40 ? text : $"{text[..40]}…";

    [GeneratedRegex(
        "^((?<d>[0-9]{1,6})d)?((?<h>[0-9]{1,6})h)?((?<m>[0-9]{1,6})m)?((?<s>[0-9]{1,6})s)?\\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex DurationShape();
}
