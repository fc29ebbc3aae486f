using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Cli.Plans;
using ServerlessReadiness.Cli.Rendering;
using ServerlessReadiness.Core.Phases;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>review baseline</c>: what is normal, measured over a window that a person calls normal.</summary>
internal static class ReviewBaselineCommand
{
    private const int Numbers = 2;
    private static readonly string[] Columns = ["Metric", "Normal", "Points", "p50", "p90", "p99", "Max"];

    public static Command Build(CommandShelf shelf)
    {
        var eventId = Choices.Event("The event.", required: true);
        var from = Instant("--from", "Measures anew: where the window of a normal time begins.");
        var until = Instant("--until", "Where it ends.");
        return shelf.Make(
            "baseline",
            "Shows what was measured as normal, or with --from and --until measures it and keeps it.",
            [eventId, from, until],
            async (call, stop) =>
            {
                var id = Choices.EventOf(call.Value(eventId))!.Value;
                var (begin, end) = (Instants.Exact(call.Value(from), "--from"), Instants.Exact(call.Value(until), "--until"));
                if (begin is null != end is null)
                {
                    throw CliException.BadInput("half a window is given", "give both --from and --until, or neither");
                }

                using var session = AwsSession.Open(call.Settings, call.Around);
                var records = session.Records(call.Settings, call.Around);
                var (plan, _) = await PlanChoice.InForceAsync(records, id, stop);
                var chosen = new ChosenBaseline(records.Store, session.World(call.Around), records.JournalWriter, call.Around.Time);
                var baseline = begin is { } first && end is { } last
                    ? await chosen.CaptureAsync(id, first, last, (await session.CallerAsync(stop)).Who, stop) switch
                    {
                        BaselineAnswer.Captured captured => captured.Baseline,
                        BaselineAnswer.Refused refused => throw new CliException(
                            ExitCodes.No,
                            refused.Reason,
                            "nothing was kept; see readiness review baseline --help"),
                        _ => null,
                    }
                    : await chosen.FindAsync(id, stop);
                if (baseline is null)
                {
                    throw new CliException(
                        ExitCodes.No,
                        $"nobody has measured what is normal for event {id}",
                        "measure it with --from and --until; otherwise the day before the pre-warm counts");
                }

                var times = new PlanTimes(plan);
                var age = baseline.AgeAt(call.Around.Time.GetUtcNow());
                call.Screen.Show(() => ToJson(baseline, age), () => Show(call.Screen, times, baseline, age));
                return ExitCodes.Done;
            });
    }

    private static Option<string?> Instant(string name, string what) =>
        new(name) { Description = what, HelpName = "INSTANT" };

    private static void Show(Screen screen, PlanTimes times, MetricBaseline baseline, TimeSpan age)
    {
        screen.Table(
            $"Normal from {times.At(baseline.From ?? baseline.CapturedAt)} to "
                + $"{times.At(baseline.Until ?? baseline.CapturedAt)}, {age.TotalDays:0} days ago:",
            Columns,
            baseline.Ranges.Select(r => (IReadOnlyList<string>)
            [
                r.Metric,
                r.Range?.ToString() ?? r.Reason,
                r.Spread?.Points.ToString(CultureInfo.InvariantCulture) ?? "0",
                Number(r.Spread?.P50),
                Number(r.Spread?.P90),
                Number(r.Spread?.P99),
                Number(r.Spread?.Max),
            ]),
            Numbers);
        if (age > MetricBaseline.GoodFor)
        {
            screen.Line("That is too old to go by: measure a later window.");
        }
    }

    private static JsonObject ToJson(MetricBaseline baseline, TimeSpan age) => new()
    {
        ["event"] = baseline.Event.Value,
        ["from"] = baseline.From,
        ["until"] = baseline.Until,
        ["capturedAt"] = baseline.CapturedAt,
        ["ageDays"] = Math.Round(age.TotalDays, 1),
        ["metrics"] = new JsonArray([.. baseline.Ranges.Select(r => (JsonNode)new JsonObject
        {
            ["metric"] = r.Metric,
            ["low"] = r.Range?.Low,
            ["high"] = r.Range?.High,
            ["reason"] = r.Reason,
            ["points"] = r.Spread?.Points ?? 0,
            ["p50"] = r.Spread?.P50,
            ["p90"] = r.Spread?.P90,
            ["p99"] = r.Spread?.P99,
            ["max"] = r.Spread?.Max,
        })]),
    };

    private static string Number(double? value) => value?.ToString("0.###", CultureInfo.InvariantCulture) ?? "–";
}
