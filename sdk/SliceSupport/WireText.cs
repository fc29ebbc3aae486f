#nullable enable
using System.Globalization;

namespace ServerlessReadiness.SliceSupport;

/// <summary>Numbers, truth values and times as text on the wire; the culture of the machine never matters.</summary>
internal static class WireText
{
    public static string? Of(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    public static string? Of(bool? value) => value is { } known ? Of(known) : null;

    public static string Of(bool value) => value ? "true" : "false";

    public static string? Of(DateTime? value, TimeFormat format) => value is { } known ? Of(known, format) : null;

    public static string Of(double value)
    {
        if (double.IsNaN(value))
        {
            return "NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "Infinity" : "-Infinity";
        }

        return value.ToString("R", CultureInfo.InvariantCulture);
    }

    public static string Of(DateTime value, TimeFormat format)
    {
        var utc = value.ToUniversalTime();
        return format switch
        {
            TimeFormat.UnixSeconds => UnixSeconds(utc),
            TimeFormat.Rfc822 => utc.ToString("ddd, dd MMM yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture),
            _ => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture),
        };
    }

    public static int ToInt(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    public static long ToLong(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    public static double ToDouble(string text) => text switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    public static bool ToBool(string text) => text switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => throw new FormatException($"\"{text}\" is no truth value; the service should send true or false."),
    };

    /// <summary>
    /// Reads any of the formats, whatever the model announces: services are known to send another one than they state.
    /// </summary>
    public static DateTime ToTime(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? ToTime(seconds)
            : DateTime.Parse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);

    // Whole milliseconds: a double of seconds since 1970 is exact no further.
    public static DateTime ToTime(double unixSeconds) =>
        DateTime.UnixEpoch.AddMilliseconds(Math.Round(unixSeconds * 1000));

    /// <summary>Route 53 returns ids as <c>/hostedzone/Z1</c> and takes them as <c>Z1</c>.</summary>
    public static string? LastSegment(string? value) => value?[(value.LastIndexOf('/') + 1)..];

    private static string UnixSeconds(DateTime utc)
    {
        var milliseconds = (utc - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond;
        return (milliseconds / 1000m).ToString("0.###", CultureInfo.InvariantCulture);
    }
}
