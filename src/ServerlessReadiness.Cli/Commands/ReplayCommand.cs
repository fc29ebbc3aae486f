using System.CommandLine;
using System.Text.Json.Nodes;
using ServerlessReadiness.Cli.Local;
using ServerlessReadiness.Cli.Plans;
using ServerlessReadiness.Cli.Rendering;
using ServerlessReadiness.Cli.Replay;
using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>replay</c>: what the functions would have done on recorded signals.</summary>
internal static class ReplayCommand
{
    private static readonly string[] Columns = ["Line", "Arrived (UTC)", "Signal", "Decision", "Why"];

    public static Command Build(CommandShelf shelf)
    {
        var file = new Argument<string>("RECORDING")
        {
            Description = "Recorded signals, one JSON text a line: a payload, or { \"at\": instant, \"payload\": … }.",
        };
        var plan = new Option<string>("--plan")
        {
            Description = "The plan, as YAML or compiled.",
            HelpName = "PLAN",
            Required = true,
        };
        return shelf.Make(
            "replay",
            "Shows what the functions would have done on recorded signals, in observe mode. No AWS needed.",
            [file, plan],
            (call, cancellationToken) => ReplayAsync(call, file, plan, cancellationToken));
    }

    private static async Task<int> ReplayAsync(
        CommandCall call,
        Argument<string> file,
        Option<string> planOption,
        CancellationToken cancellationToken)
    {
        var path = call.Required(file);
        var plan = await UsablePlan.ReadAsync(call.Value(planOption)!, cancellationToken);
        var bytes = await InputFile.ReadAsync(path, "recording", cancellationToken);
        var recording = Recording.Read(path, bytes, LocalDemo.RegionOf(plan));
        if (recording.Signals.Count == 0)
        {
            throw CliException.BadInput(
                recording.BadLines is [var first, ..]
                    ? $"{path}:{first.Number}: {first.Cause}; no other line is a recorded signal either"
                    : $"{path} holds no recorded signal",
                "write one JSON text a line; samples/recordings has one");
        }

        var demo = LocalDemo.Start(plan, AutomationMode.Observe, [.. recording.Signals.Select(s => s.Signal)]);
        List<(int Number, SignalReport Report)> reports =
            [.. recording.Signals.Select(s => (s.Number, demo.Send(s.Signal, cancellationToken)))];
        call.Screen.Show(
            () => ToJson(plan.Event, recording, reports),
            () => Show(call.Screen, path, plan.Event, recording, reports));
        return recording.BadLines.Count == 0 && reports.All(r => r.Report.IsReadable)
            ? ExitCodes.Done
            : ExitCodes.No;
    }

    private static void Show(
        Screen screen,
        string path,
        EventId eventId,
        Recording recording,
        List<(int Number, SignalReport Report)> reports)
    {
        screen.Line($"{path}: {reports.Count} signals, given to event {eventId} in observe mode: it decides and "
            + "changes nothing. The account is as the plan says it normally is, and the event is live.");
        screen.Line();
        screen.Table("What would have been done", Columns, reports.SelectMany(r => r.Report.Answer.Select((o, i) =>
            (IReadOnlyList<string>)
            [
                $"{r.Number}",
                r.Report.At is { } at ? JournalView.Time(at) : "",
                i < r.Report.File.Signals.Count ? SignalFile.Describe(r.Report.File.Signals[i]) : "",
                o.Verdict,
                o.Reason,
            ])));
        foreach (var line in recording.BadLines)
        {
            screen.Line($"{path}:{line.Number}: left out: {line.Cause}.");
        }

        var verdicts = reports.SelectMany(r => r.Report.Answer)
            .GroupBy(o => o.Verdict)
            .OrderByDescending(g => g.Count())
            .Select(g => $"{g.Count()} × {g.Key}");
        screen.Line($"Decisions: {string.Join(", ", verdicts)}."
            + (recording.BadLines.Count > 0 ? $" Lines left out: {recording.BadLines.Count}." : ""));
    }

    private static JsonObject ToJson(
        EventId eventId,
        Recording recording,
        List<(int Number, SignalReport Report)> reports) => new()
    {
        ["event"] = eventId.Value,
        ["mode"] = AutomationMode.Observe.Word(),
        ["signals"] = new JsonArray([.. reports.Select(r =>
        {
            var json = SignalView.ToJson(r.Report);
            json["line"] = r.Number;
            json["at"] = r.Report.At;
            return json;
        })]),
        ["badLines"] = new JsonArray([.. recording.BadLines.Select(l => new JsonObject
        {
            ["line"] = l.Number,
            ["cause"] = l.Cause,
        })]),
    };
}
