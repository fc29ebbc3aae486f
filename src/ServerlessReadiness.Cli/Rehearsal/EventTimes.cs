using System.Globalization;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Cli.Rehearsal;

/// <summary>Times as people write them for an event: on its clocks, or with an offset.</summary>
internal static class EventTimes
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal;
    private const string LocalFormat = "yyyy-MM-dd'T'HH:mm";

    /// <param name="option">What is given, for errors.</param>
    /// <param name="words">A time alone is one of the day on which Live starts.</param>
    /// <param name="plan">Whose clocks.</param>
    /// <exception cref="CliException">Bad input.</exception>
    public static DateTimeOffset Parse(string option, string words, CompiledPlan plan)
    {
        var zone = new PlanClocks(plan);
        if (words.Length > "2026-11-27T12:30".Length || words.EndsWith('Z'))
        {
            return DateTimeOffset.TryParse(words, CultureInfo.InvariantCulture, Utc, out var instant)
                ? instant
                : throw NoTime();
        }

        var live = zone.ToLocal(plan.Schedule.Live);
        var full = words.Contains('T', StringComparison.Ordinal) ? words : $"{live:yyyy-MM-dd}T{words.PadLeft(5, '0')}";
        var culture = CultureInfo.InvariantCulture;
        if (!DateTime.TryParseExact(full, LocalFormat, culture, DateTimeStyles.None, out var local))
        {
            throw NoTime();
        }

        return zone.InstantsOf(local) switch
        {
            [var only] => only,
            [] => throw CliException.BadInput(
                $"{option}: the clocks of {plan.TimeZone} skip {local:yyyy-MM-dd HH:mm}",
                "take a time an hour later"),
            [var first, ..] => throw CliException.BadInput(
                $"{option}: the clocks of {plan.TimeZone} show {local:yyyy-MM-dd HH:mm} twice",
                $"give the offset too, such as {first:yyyy-MM-ddTHH:mmzzz}"),
        };

        CliException NoTime() => CliException.BadInput(
            $"{option}: \"{words}\" is no time of day and no date with a time",
            "write such as 12:30 or 2026-11-27T12:30");
    }

    /// <summary>The error about a time at which the event is not yet, or no more.</summary>
    public static CliException Outside(string option, DateTimeOffset at, CompiledPlan plan)
    {
        var zone = new PlanClocks(plan);
        return CliException.BadInput(
            $"{option}: {zone.ToLocal(at):yyyy-MM-dd HH:mm} is outside the event, which is from "
                + $"{zone.ToLocal(plan.Schedule.Prewarm):yyyy-MM-dd HH:mm} to "
                + $"{zone.ToLocal(plan.Schedule.Closed):yyyy-MM-dd HH:mm} {zone.Abbreviation(at)}",
            "take a time within it; a date goes before the time, such as "
                + $"{zone.ToLocal(plan.Schedule.Live):yyyy-MM-ddTHH:mm}");
    }
}
