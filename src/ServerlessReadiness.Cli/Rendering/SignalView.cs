using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Cli.Local;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Functions;

namespace ServerlessReadiness.Cli.Rendering;

/// <summary>What came of a signal, for people and for programs.</summary>
internal static class SignalView
{
    private static readonly string[] EffectColumns = ["Time (UTC)", "Runbook", "What", "Before", "After", "State"];

    public static void Show(Screen screen, SignalReport report)
    {
        screen.Line($"Signal {report.File.Path}, to {report.Function}");
        foreach (var signal in report.File.Signals)
        {
            screen.Line($"  read as: {SignalFile.Describe(signal)}");
        }

        foreach (var outcome in report.Answer)
        {
            screen.Line($"  decision: {outcome.Verdict}: {outcome.Reason}");
        }

        screen.Line();
        screen.Table("Effects", EffectColumns, Effects(report).Select(e => Row(e.Run, e.Effect)));
        foreach (var run in report.Runs)
        {
            screen.Line($"Run {run.Id} of runbook {run.Runbook} on {run.Component}: {run.State}: {run.Reason}."
                + (run.DueAt is { } due ? $" It goes on at {JournalView.Time(due)} UTC, with Clock's beat." : ""));
        }

        screen.Line();
        JournalView.Show(screen, "Journal", report.Lines);
    }

    public static JsonObject ToJson(SignalReport report) => new()
    {
        ["file"] = report.File.Path,
        ["function"] = report.Function,
        ["signals"] = new JsonArray([.. report.File.Signals.Select(ToJson)]),
        ["decisions"] = new JsonArray([.. report.Answer.Select(ToJson)]),
        ["runs"] = new JsonArray([.. report.Runs.Select(ToJson)]),
        ["journal"] = JournalView.ToJson(report.Lines),
    };

    private static IEnumerable<(Run Run, EffectRecord Effect)> Effects(SignalReport report) => report.Runs
        .SelectMany(r => r.Steps.SelectMany(s => s.Effects.Select(e => (Run: r, Effect: e))))
        .OrderBy(e => e.Effect.StartedAt);

    private static IReadOnlyList<string> Row(Run run, EffectRecord effect)
    {
        var (what, before, after) = EffectView.Of(effect.Change);
        return [JournalView.Time(effect.StartedAt), run.Runbook.Value, what, before, after, effect.State.ToString()];
    }

    private static JsonObject ToJson(Signal signal) => new()
    {
        ["kind"] = signal switch
        {
            Signal.AlarmChanged => "alarm",
            Signal.Tick => "tick",
            Signal.RunDue => "run",
            Signal.ReviewAsked => "review",
            Signal.Commanded or Signal.CommandDue => "command",
            Signal.Lifecycle => "lifecycle",
            Signal.InstanceAnnounced => "instance",
            Signal.HealthAnnounced => "health",
            _ => "unreadable",
        },
        ["what"] = SignalFile.Describe(signal),
    };

    private static JsonObject ToJson(FunctionOutcome outcome) => new()
    {
        ["event"] = outcome.Event,
        ["verdict"] = outcome.Verdict,
        ["reason"] = outcome.Reason,
        ["run"] = outcome.Run,
    };

    private static JsonObject ToJson(Run run) => new()
    {
        ["run"] = run.Id.Value,
        ["runbook"] = run.Runbook.Value,
        ["component"] = run.Component.Value,
        ["instance"] = run.Instance?.Value,
        ["state"] = run.State.ToString(),
        ["reason"] = run.Reason,
        ["dueAt"] = run.DueAt,
        ["effects"] = new JsonArray([.. run.Steps.SelectMany(s => s.Effects).Select(EffectView.ToJson)]),
    };
}
