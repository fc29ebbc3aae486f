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
        var at = EventTimes.Parse($"--fault \"{fault}\"", words, plan);
        return at >= plan.Schedule.Prewarm && at <= plan.Schedule.Closed
            ? at
            : throw EventTimes.Outside($"--fault \"{fault}\"", at, plan);
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
