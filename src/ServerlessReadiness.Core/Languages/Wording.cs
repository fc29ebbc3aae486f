using System.Globalization;
using System.Resources;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Languages;

/// <summary>
/// Writes phrases, dates, durations and numbers in one language, on the event's clocks. The only place that does:
/// functions run without culture data, where a culture's own formats would quietly come out in English.
/// </summary>
/// <remarks>
/// Phrases are an enum's members, their texts the resource file of the enum's name beside it. A text of two forms,
/// divided by <c>|</c>, says one thing first and several second; a language without the difference has one form.
/// </remarks>
public sealed class Wording
{
    private const decimal SmallFrom = 10_000;

    // A brace in what is filled in must not be taken for a place of the phrase.
    private const char Opened = '\uE000';

    // Every grouping of digits in English is by thousands, in Korean words by ten thousands.
    private static readonly decimal[] EnglishUnits = [1_000_000_000, 1_000_000, 1_000];
    private static readonly decimal[] KoreanUnits = [1_000_000_000_000, 100_000_000, 10_000];

    private readonly CultureInfo _culture;
    private readonly PlanClocks _clocks;

    /// <param name="language">In which language.</param>
    /// <param name="clocks">The event's clocks.</param>
    public Wording(Language language, PlanClocks clocks)
    {
        Language = language;
        _clocks = clocks;

        // A name only: resources are found by it. Its formats are those of the invariant culture, and not used.
        _culture = new CultureInfo(CodeOf(language));
    }

    public Language Language { get; }

    /// <summary>The language's code, as in HTML's <c>lang</c>.</summary>
    public string Code => CodeOf(Language);

    public static string CodeOf(Language language) => language == Language.Korean ? "ko" : "en";

    /// <summary>The language of a code such as <c>ko</c>; null for one that we do not write.</summary>
    public static Language? FromCode(string code) => code switch
    {
        "en" => Language.English,
        "ko" => Language.Korean,
        _ => null,
    };

    /// <summary>A name at the beginning of a line, where English has a capital.</summary>
    public static string Sentence(string text) =>
        string.IsNullOrEmpty(text) ? "" : $"{char.ToUpperInvariant(text[0])}{text[1..]}";

    /// <summary>A phrase with what is filled into its places, which is text already.</summary>
    /// <exception cref="MissingManifestResourceException">The phrase has no text; a test sees to it.</exception>
    public string Say<TPhrase>(TPhrase phrase, params ReadOnlySpan<string> parts)
        where TPhrase : struct, Enum => Fill(TextOf(phrase), parts);

    /// <summary>A phrase about so many: {0} is the number, further places follow.</summary>
    public string Count<TPhrase>(TPhrase phrase, long count, params ReadOnlySpan<string> parts)
        where TPhrase : struct, Enum
    {
        var forms = TextOf(phrase).Split('|');
        return Fill(count == 1 ? forms[0] : forms[^1], [Number(count), .. parts]);
    }

    /// <summary>Digits in groups of three, in both languages alike.</summary>
    public static string Number(decimal value, int decimals = 0) =>
        value.ToString($"N{decimals}", CultureInfo.InvariantCulture);

    /// <summary>A number of three digits at least, with the language's own large units: 8.67 M, 867만.</summary>
    public string Short(decimal value)
    {
        if (Math.Abs(value) < SmallFrom)
        {
            return Number(value, value == decimal.Truncate(value) || Math.Abs(value) >= 100 ? 0 : 2);
        }

        var units = Language == Language.Korean ? KoreanUnits : EnglishUnits;
        var place = Array.FindIndex(units, u => Math.Abs(value) >= u);
        var scaled = value / units[place];
        var digits = Math.Abs(scaled) >= 100 ? 0 : Math.Abs(scaled) >= 10 ? 1 : 2;
        var phrase = place switch
        {
            0 => LanguagePhrase.ShortLarge,
            1 => LanguagePhrase.ShortMiddle,
            _ => LanguagePhrase.ShortSmall,
        };
        return Say(phrase, Number(scaled, digits));
    }

    /// <param name="percent">Of a hundred.</param>
    /// <param name="decimals">Places behind the point.</param>
    public string Percent(decimal percent, int decimals = 0) => Say(LanguagePhrase.Percent, Number(percent, decimals));

    public string Money(decimal amount, string currency) => Say(LanguagePhrase.Money, Number(amount, 2), currency);

    /// <summary>In its two largest units: 2 d 3 h, 1 h 20 min, 45 s.</summary>
    public string Duration(TimeSpan duration)
    {
        var length = duration.Duration();
        (LanguagePhrase Unit, int Count)[] parts = length switch
        {
            { TotalDays: >= 1 } => [(LanguagePhrase.Days, length.Days), (LanguagePhrase.Hours, length.Hours)],
            { TotalHours: >= 1 } => [(LanguagePhrase.Hours, length.Hours), (LanguagePhrase.Minutes, length.Minutes)],
            { TotalMinutes: >= 1 } =>
                [(LanguagePhrase.Minutes, length.Minutes), (LanguagePhrase.Seconds, length.Seconds)],
            _ => [(LanguagePhrase.Seconds, length.Seconds)],
        };
        var said = parts.Where((p, i) => i == 0 || p.Count > 0).Select(p => Say(p.Unit, Number(p.Count)));
        return string.Join(Say(LanguagePhrase.DurationGap), said);
    }

    public string Weekday(DateTimeOffset instant) => Say(WeekdayOf(_clocks.ToLocal(instant).DayOfWeek));

    public string Date(DateTimeOffset instant) => Dated(LanguagePhrase.Date, instant);

    /// <summary>The date without its year.</summary>
    public string DateShort(DateTimeOffset instant) => Dated(LanguagePhrase.DateShort, instant);

    /// <summary>The time of day, as the event's clocks show it.</summary>
    public string Time(DateTimeOffset instant)
    {
        var local = _clocks.ToLocal(instant);
        var hour = local.Hour % 12 == 0 ? 12 : local.Hour % 12;
        return Say(
            LanguagePhrase.Time,
            Plain(hour),
            local.Minute.ToString("00", CultureInfo.InvariantCulture),
            Say(local.Hour < 12 ? LanguagePhrase.BeforeNoon : LanguagePhrase.AfterNoon));
    }

    /// <summary>Date without year and time.</summary>
    public string DateTime(DateTimeOffset instant) => Say(LanguagePhrase.DateTime, DateShort(instant), Time(instant));

    /// <summary>Date with year, time, and what the event's place calls its time.</summary>
    public string Instant(DateTimeOffset instant) => Say(
        LanguagePhrase.InZone,
        _clocks.Abbreviation(instant),
        Say(LanguagePhrase.DateTime, Date(instant), Time(instant)));

    /// <summary>From one time to another; the second's date is left out when it is the same day's.</summary>
    public string Span(DateTimeOffset from, DateTimeOffset until) => Say(
        LanguagePhrase.InZone,
        _clocks.Abbreviation(until),
        Say(
            LanguagePhrase.Span,
            DateTime(from),
            _clocks.ToLocal(from).Date == _clocks.ToLocal(until).Date ? Time(until) : DateTime(until)));

    /// <summary>Things after each other: a, b and c; the language's word for nothing when there are none.</summary>
    public string List(IReadOnlyList<string> things) => things switch
    {
        [] => Say(LanguagePhrase.Nothing),
        [var only] => only,
        _ => Say(
            LanguagePhrase.ListEnd,
            string.Join(Say(LanguagePhrase.ListGap), things.SkipLast(1)),
            things[^1]),
    };

    private static LanguagePhrase WeekdayOf(DayOfWeek day) =>
        day == DayOfWeek.Sunday ? LanguagePhrase.Sunday : LanguagePhrase.Monday + ((int)day - 1);

    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Fill(string text, ReadOnlySpan<string> parts)
    {
        for (var place = 0; place < parts.Length; place++)
        {
            text = text.Replace($"{{{Plain(place)}}}", Guarded(parts[place]), StringComparison.Ordinal);
        }

        return text.Replace(Opened, '{');
    }

    private static string Guarded(string part) => part.Replace('{', Opened);

    private string Dated(LanguagePhrase phrase, DateTimeOffset instant)
    {
        var local = _clocks.ToLocal(instant);
        return Say(
            phrase,
            Plain(local.Year),
            Plain(local.Month),
            Say(LanguagePhrase.January + (local.Month - 1)),
            Plain(local.Day),
            Weekday(instant));
    }

    private string TextOf<TPhrase>(TPhrase phrase)
        where TPhrase : struct, Enum =>
        Texts<TPhrase>.All.GetString(phrase.ToString(), _culture)
            ?? throw new MissingManifestResourceException($"{typeof(TPhrase).Name}.{phrase} has no text in {Code}.");

    // Loaded once in a process: a manager keeps what it has read.
    private static class Texts<TPhrase>
    {
        public static readonly ResourceManager All = new(typeof(TPhrase).FullName!, typeof(TPhrase).Assembly);
    }
}
