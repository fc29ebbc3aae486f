using System.Globalization;

namespace ServerlessReadiness.Application.Signals;

/// <summary>
/// Reads the instants of AWS messages: <c>Z</c>, <c>+00:00</c>, and <c>+0000</c>, which System.Text.Json refuses.
/// </summary>
public static class WireTime
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";

    public static bool TryParse(string? text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(
            text,
            Format,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out instant);
}
