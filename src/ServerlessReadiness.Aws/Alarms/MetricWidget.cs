using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans.Alarms;

namespace ServerlessReadiness.Aws.Alarms;

/// <summary>What CloudWatch is to draw, in the JSON of a metric widget.</summary>
internal static class MetricWidget
{
    /// <summary>Pixels: fits a phone held upright, at its double resolution.</summary>
    public const int Width = 600;

    public const int Height = 240;

    /// <summary>A point for two pixels; more of them only cost time.</summary>
    public const int PointsMax = Width / 2;

    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const string BandColour = "#2e7d32";

    // The text is a form parameter, never part of a page, so titles may stay as they are.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly EquatableList<TimeSpan> Periods =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1),
    ];

    /// <param name="metric">Which.</param>
    /// <param name="range">Its normal range, drawn as a band; null for none.</param>
    /// <param name="title">Above the picture.</param>
    /// <param name="from">Start of the time.</param>
    /// <param name="until">Its end; the axis shows times at its offset from UTC.</param>
    /// <param name="now">What is older is kept by CloudWatch in longer periods only.</param>
    public static string Write(
        PlanMetric metric,
        MetricRange? range,
        string title,
        DateTimeOffset from,
        DateTimeOffset until,
        DateTimeOffset now)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, Options))
        {
            json.WriteStartObject();
            json.WriteString("title", title);
            json.WriteString("view", "timeSeries");
            json.WriteBoolean("stacked", value: false);
            json.WriteString("theme", "light");
            json.WriteNumber("width", Width);
            json.WriteNumber("height", Height);
            json.WriteString("start", from.UtcDateTime.ToString(Instant));
            json.WriteString("end", until.UtcDateTime.ToString(Instant));
            json.WriteString("timezone", Offset(until.Offset));
            json.WriteNumber("period", (int)PeriodOf(from, until, now).TotalSeconds);
            json.WriteString("stat", metric.Statistic);
            WriteMetric(json, metric);
            WriteBand(json, range);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    /// <summary>
    /// The shortest that gives no more than <see cref="PointsMax"/>, and that CloudWatch still has for the start.
    /// </summary>
    internal static TimeSpan PeriodOf(DateTimeOffset from, DateTimeOffset until, DateTimeOffset now)
    {
        var kept = (now - from).TotalDays switch
        {
            > 63 => TimeSpan.FromHours(1),
            > 15 => TimeSpan.FromMinutes(5),
            _ => TimeSpan.FromMinutes(1),
        };
        return Periods.FirstOrDefault(p => p >= kept && (until - from) / p <= PointsMax, Periods[^1]);
    }

    private static void WriteMetric(Utf8JsonWriter json, PlanMetric metric)
    {
        json.WriteStartObject("legend");
        json.WriteString("position", "hidden");
        json.WriteEndObject();
        json.WriteStartArray("metrics");
        json.WriteStartArray();
        json.WriteStringValue(metric.Namespace);
        json.WriteStringValue(metric.MetricName);
        foreach (var dimension in metric.Dimensions)
        {
            json.WriteStringValue(dimension.Name);
            json.WriteStringValue(dimension.Value);
        }

        json.WriteEndArray();
        json.WriteEndArray();
    }

    /// <summary>Two annotations in an array of their own are a band from the first to the second.</summary>
    private static void WriteBand(Utf8JsonWriter json, MetricRange? range)
    {
        if (range is null || !double.IsFinite(range.Low) || !double.IsFinite(range.High))
        {
            return;
        }

        json.WriteStartObject("annotations");
        json.WriteStartArray("horizontal");
        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteNumber("value", range.High);
        json.WriteString("color", BandColour);
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteNumber("value", range.Low);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>As CloudWatch spells it: +0900.</summary>
    private static string Offset(TimeSpan offset) =>
        $"{(offset < TimeSpan.Zero ? '-' : '+')}{offset.Duration():hhmm}";
}
