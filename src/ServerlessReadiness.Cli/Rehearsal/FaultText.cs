using System.Globalization;
using System.Text.RegularExpressions;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Simulation.Faults;

namespace ServerlessReadiness.Cli.Rehearsal;

/// <summary>
/// <c>zone-loss@12:30+20m:web</c>: what goes wrong, when on the event's clocks, for how long, and where. A time alone
/// is one of the day on which Live starts.
/// </summary>
internal static partial class FaultText
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal;
    private const string LocalFormat = "yyyy-MM-dd'T'HH:mm";

    private static readonly TimeSpan DurationAbsent = TimeSpan.FromMinutes(30);

    private static readonly Dictionary<string, FaultKind> Kinds =
        Enum.GetValues<FaultKind>().ToDictionary(WordOf, k => k);

    /// <exception cref="CliException">Bad input, with what was probably meant.</exception>
    public static PlannedFault Parse(string text, CompiledPlan plan)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var word = at < 0 ? text : text[..at];
        if (!Kinds.TryGetValue(word, out var kind))
        {
            throw CliException.BadInput(
                $"--fault knows no fault called \"{word}\"",
                Nearest.Hint(word, Kinds.Keys).TrimEnd('?'));
        }

        var shape = Shape().Match(at < 0 ? "" : text[(at + 1)..]);
        if (!shape.Success)
        {
            throw CliException.BadInput(
                $"--fault \"{text}\" does not say when",
                $"write such as {word}@12:30, {word}@12:30+20m, {word}@2026-11-27T12:30+20m:COMPONENT");
        }

        return new PlannedFault(
            kind,
            InstantOf(shape.Groups["at"].Value, text, plan),
            DurationOf(shape.Groups["for"].Value, text),
            ComponentOf(shape.Groups["where"].Value, text, plan));
    }

    /// <summary>As the command line takes it.</summary>
    public static string Show(PlannedFault fault, PlanClocks zone) =>
        $"{WordOf(fault.Kind)}@{zone.ToLocal(fault.At):yyyy-MM-ddTHH:mm}+{(long)fault.Duration.TotalSeconds}s"
        + (fault.Component is { } component ? $":{component}" : "");

    public static string WordOf(FaultKind kind) => FaultWords.Of(kind);

    private static DateTimeOffset InstantOf(string words, string fault, CompiledPlan plan)
    {
        var zone = new PlanClocks(plan);
        if (words.Length > "2026-11-27T12:30".Length || words.EndsWith('Z'))
        {
            return DateTimeOffset.TryParse(words, CultureInfo.InvariantCulture, Utc, out var instant)
                ? Within(instant)
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
            [var only] => Within(only),
            [] => throw CliException.BadInput(
                $"--fault \"{fault}\": the clocks of {plan.TimeZone} skip {local:yyyy-MM-dd HH:mm}",
                "take a time an hour later"),
            [var first, ..] => throw CliException.BadInput(
                $"--fault \"{fault}\": the clocks of {plan.TimeZone} show {local:yyyy-MM-dd HH:mm} twice",
                $"give the offset too, such as {first:yyyy-MM-ddTHH:mmzzz}"),
        };

        CliException NoTime() => CliException.BadInput(
            $"--fault \"{fault}\": \"{words}\" is no time of day and no date with a time",
            "write such as 12:30 or 2026-11-27T12:30");

        DateTimeOffset Within(DateTimeOffset at) =>
            at >= plan.Schedule.Prewarm && at <= plan.Schedule.Closed ? at
            : throw CliException.BadInput(
                $"--fault \"{fault}\": {zone.ToLocal(at):yyyy-MM-dd HH:mm} is outside the event, which is from "
                    + $"{zone.ToLocal(plan.Schedule.Prewarm):yyyy-MM-dd HH:mm} to "
                    + $"{zone.ToLocal(plan.Schedule.Closed):yyyy-MM-dd HH:mm} {zone.Abbreviation(at)}",
                "take a time within it; a date goes before the time, such as "
                    + $"{zone.ToLocal(plan.Schedule.Live):yyyy-MM-ddTHH:mm}");
    }

    private static TimeSpan DurationOf(string words, string fault)
    {
        if (words.Length == 0)
        {
            return DurationAbsent;
        }

        var total = TimeSpan.Zero;
        foreach (var part in Part().Matches(words).Cast<Match>())
        {
            if (!int.TryParse(part.Groups["n"].Value, CultureInfo.InvariantCulture, out var number))
            {
                throw CliException.BadInput($"--fault \"{fault}\" lasts too long", "write such as +20m");
            }

            total += part.Groups["unit"].Value switch
            {
                "s" => TimeSpan.FromSeconds(number),
                "m" => TimeSpan.FromMinutes(number),
                "h" => TimeSpan.FromHours(number),
                _ => TimeSpan.FromDays(number),
            };
        }

        return total > TimeSpan.Zero ? total
            : throw CliException.BadInput($"--fault \"{fault}\" lasts no time", "write such as +20m");
    }

    private static ComponentName? ComponentOf(string words, string fault, CompiledPlan plan) =>
        words.Length == 0 ? null
        : plan.Components.FirstOrDefault(c => c.Name.Value == words) is { } component ? component.Name
        : throw CliException.BadInput(
            $"--fault \"{fault}\": the plan has no component \"{words}\"",
            Nearest.Hint(words, [.. plan.Components.Select(c => c.Name.Value)]).TrimEnd('?'));

    [GeneratedRegex(
        @"^(?<at>(\d{4}-\d{2}-\d{2}T)?\d{1,2}:\d{2}(Z|[+-]\d{2}:\d{2})?)(\+(?<for>(\d+[smhd])+))?(:(?<where>\S+))?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Shape();

    [GeneratedRegex(@"(?<n>\d+)(?<unit>[smhd])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Part();
}
