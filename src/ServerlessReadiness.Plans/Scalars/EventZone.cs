using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Plans.Scalars;

/// <summary>
/// The event's time zone, from the tz database that travels with NodaTime: the machine's own may be old or missing.
/// </summary>
internal sealed partial class EventZone
{
    // Far enough from the ends of the calendar that adding to an instant never leaves it.
    private const int YearMin = 2000;
    private const int YearMax = 2199;

    private static readonly LocalDateTimePattern Minutes =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    private static readonly LocalDateTimePattern Seconds =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss");

    private readonly DateTimeZone _zone;

    private EventZone(DateTimeZone zone) => _zone = zone;

    public static EventZone Utc { get; } = new(DateTimeZone.Utc);

    public string Id => _zone.Id;

    public static EventZone? Find(string id) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } zone ? new EventZone(zone) : null;

    /// <summary>What to write instead of an id that does not exist.</summary>
    public static string Next(string id)
    {
        var ids = DateTimeZoneProviders.Tzdb.Ids;
        var city = id.Replace(' ', '_');
        var near = ids.FirstOrDefault(i => i.EndsWith($"/{city}", StringComparison.OrdinalIgnoreCase))
            ?? Suggestion.For(id, ids);
        return near is null ? "use an IANA id such as Asia/Seoul" : $"did you mean \"{near}\"?";
    }

    /// <summary>Whether the text looks like a date with a time; if not, it may be relative to a phase.</summary>
    public static bool LooksAbsolute(string text) => text.Length > 0 && char.IsAsciiDigit(text[0]);

    /// <summary>
    /// <c>2026-11-27T09:00</c> in the event's zone, or with an offset as <c>2026-11-27T09:00+01:00</c> or <c>Z</c>.
    /// </summary>
    public ZonedAnswer Resolve(string text)
    {
        var match = Shape().Match(text);
        if (!match.Success)
        {
            return new ZonedAnswer.Wrong(
                $"\"{text}\" is no instant",
                DateOnlyShape().IsMatch(text)
                    ? $"say the time of day too, such as {text}T09:00"
                    : "write date and time as 2026-11-27T09:00, or relative to a phase, such as live - 2h");
        }

        var written = $"{match.Groups["date"].Value}T{match.Groups["time"].Value}";
        var parsed = (match.Groups["seconds"].Success ? Seconds : Minutes).Parse(written);
        if (!parsed.Success)
        {
            return new ZonedAnswer.Wrong($"\"{text}\" does not exist in the calendar", "correct the date or the time");
        }

        if (parsed.Value.Year is < YearMin or > YearMax)
        {
            return new ZonedAnswer.Wrong(
                $"\"{text}\" is not in the years {YearMin} to {YearMax}", "correct the year");
        }

        return match.Groups["offset"] is { Success: true } offset
            ? WithOffset(parsed.Value, offset.Value)
            : Local(parsed.Value, written);
    }

    /// <summary>The instant on the zone's clocks, for messages.</summary>
    public string Show(DateTimeOffset at) =>
        Minutes.Format(Instant.FromDateTimeOffset(at).InZone(_zone).LocalDateTime);

    /// <summary>The zone's offsets from one instant to another, earliest first.</summary>
    public IEnumerable<UtcOffsetChange> Offsets(DateTimeOffset from, DateTimeOffset until) =>
        _zone.GetZoneIntervals(Instant.FromDateTimeOffset(from), Instant.FromDateTimeOffset(until))
            .Select((interval, i) => new UtcOffsetChange(
                i == 0 ? from : interval.Start.ToDateTimeOffset(),
                interval.WallOffset.ToTimeSpan(),
                interval.Name));

    private static ZonedAnswer WithOffset(LocalDateTime local, string offset)
    {
        if (offset is "Z" or "z")
        {
            return new ZonedAnswer.At(local.WithOffset(Offset.Zero).ToDateTimeOffset());
        }

        var minutes = int.Parse(offset.AsSpan(1, 2), NumberStyles.None) * 60
            + int.Parse(offset.AsSpan(4, 2), NumberStyles.None);
        const int MinutesMax = 14 * 60;
        return minutes > MinutesMax
            ? new ZonedAnswer.Wrong($"no clock is {offset} from UTC", "correct the offset")
            : new ZonedAnswer.At(
                local.WithOffset(Offset.FromSeconds((offset[0] == '-' ? -minutes : minutes) * 60)).ToDateTimeOffset());
    }

    private static string Spell(Offset offset) =>
        offset == Offset.Zero ? "Z" : OffsetPattern.CreateWithInvariantCulture("+HH:mm").Format(offset);

    private ZonedAnswer Local(LocalDateTime local, string written)
    {
        var mapping = _zone.MapLocal(local);
        return mapping.Count switch
        {
            1 => new ZonedAnswer.At(mapping.Single().ToDateTimeOffset()),
            0 => Gap(written, mapping.EarlyInterval, mapping.LateInterval),
            _ => new ZonedAnswer.Wrong(
                $"{written} happens twice in {Id}, because the clocks are set back",
                $"write {written}{Spell(mapping.First().Offset)} for the first, or "
                    + $"{written}{Spell(mapping.Last().Offset)} for the second"),
        };
    }

    private ZonedAnswer.Wrong Gap(string written, ZoneInterval early, ZoneInterval late)
    {
        var end = early.IsoLocalEnd;
        var start = late.IsoLocalStart;
        return new ZonedAnswer.Wrong(
            $"{written} does not exist in {Id}: the clocks go from {Minutes.Format(end)} to {Minutes.Format(start)}",
            $"the nearest instants are {Minutes.Format(end.PlusMinutes(-1))} and {Minutes.Format(start)}");
    }

    [GeneratedRegex(
        "^(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?<time>[0-9]{2}:[0-9]{2}(?<seconds>:[0-9]{2})?)"
            + "(?<offset>[Zz]|[+-][0-9]{2}:[0-9]{2})?\\z",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Shape();

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}\\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DateOnlyShape();
}
