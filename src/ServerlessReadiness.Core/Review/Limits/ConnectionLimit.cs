using System.Globalization;
using System.Text.RegularExpressions;

namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>
/// The parameter <c>max_connections</c>: a number, or a formula over the class's memory such as
/// <c>LEAST({DBInstanceClassMemory/9531392},5000)</c>. Source: "DB parameter formulas" of the RDS user guide.
/// </summary>
public static partial class ConnectionLimit
{
    /// <param name="text">As the parameter group has it.</param>
    /// <param name="memoryBytes">The class's memory; null when it is not known.</param>
    /// <returns>Null when it cannot be told.</returns>
    public static decimal? Of(string text, long? memoryBytes)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bare = text.Replace(" ", "", StringComparison.Ordinal);
        if (decimal.TryParse(bare, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        if (Choice().Match(bare) is { Success: true } choice)
        {
            var options = choice.Groups["options"].Value.Split(',').Select(o => Of(o, memoryBytes)).ToList();
            return options.Contains(null) ? null
                : choice.Groups["which"].Value == "LEAST" ? options.Min()
                : options.Max();
        }

        return memoryBytes is { } memory && Share().Match(bare) is { Success: true } share
            && decimal.TryParse(
                share.Groups["divisor"].Value,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var divisor)
            && divisor > 0
                ? Math.Floor(memory / divisor)
                : null;
    }

    [GeneratedRegex(
        @"^\{?(?<which>LEAST|GREATEST)\((?<options>[^()]+)\)\}?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Choice();

    [GeneratedRegex(
        @"^\{?DBInstanceClassMemory/(?<divisor>[0-9]+)\}?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Share();
}
