namespace ServerlessReadiness.Core.Languages;

/// <summary>How a language writes dates, times, durations and numbers. Texts: <c>LanguagePhrase.resx</c>.</summary>
public enum LanguagePhrase
{
    /// <summary>The language's own name.</summary>
    Name = 0,

    /// <summary>{0} year, {1} number of the month, {2} its name, {3} day, {4} weekday.</summary>
    Date,

    /// <summary>A date without its year, placeholders as in <see cref="Date"/>.</summary>
    DateShort,

    /// <summary>{0} hour of twelve, {1} minutes in two digits, {2} which half of the day.</summary>
    Time,

    /// <summary>{0} date, {1} time.</summary>
    DateTime,

    /// <summary>{0} what the zone is called, behind {1} a time.</summary>
    InZone,

    /// <summary>{0} from, {1} until.</summary>
    Span,
    BeforeNoon,
    AfterNoon,
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
    January,
    February,
    March,
    April,
    May,
    June,
    July,
    August,
    September,
    October,
    November,
    December,
    Days,
    Hours,
    Minutes,
    Seconds,

    /// <summary>Between two parts of a duration.</summary>
    DurationGap,
    Percent,

    /// <summary>{0} amount, {1} currency.</summary>
    Money,

    /// <summary>What stands for a thousandfold, or for ten thousand, in a short number.</summary>
    ShortSmall,
    ShortMiddle,
    ShortLarge,

    /// <summary>{0} all but the last, {1} the last.</summary>
    ListEnd,
    ListGap,

    /// <summary>Where there is nothing to say.</summary>
    Nothing,
}
