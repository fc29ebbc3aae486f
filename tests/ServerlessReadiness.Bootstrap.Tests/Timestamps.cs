using System.Globalization;
using System.Text.RegularExpressions;

namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>
/// Moves every instant of a JSON text, each in its own spelling. The binary's clock cannot be set, so recorded signals
/// are brought into the present, and stored state into the past.
/// </summary>
internal static partial class Timestamps
{
    private const string Seconds = "yyyy-MM-ddTHH:mm:ss";

    public static string Shift(string json, TimeSpan by) => Instant().Replace(json, match =>
    {
        var fraction = match.Groups["fraction"].Value;
        var digits = Math.Max(0, fraction.Length - 1);
        var text = match.Groups["seconds"].Value + fraction;
        var format = digits == 0 ? Seconds : $"{Seconds}.{new string('f', digits)}";
        var shifted = DateTime.ParseExact(text, format, CultureInfo.InvariantCulture) + by;
        return shifted.ToString(format, CultureInfo.InvariantCulture) + match.Groups["zone"].Value;
    });

    [GeneratedRegex(
        @"(?<seconds>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?<fraction>\.\d{1,7})?(?<zone>Z|[+-]\d\d:?\d\d)",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Instant();
}
