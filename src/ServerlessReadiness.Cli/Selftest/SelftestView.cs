using System.Text.Json.Nodes;
using ServerlessReadiness.Aws.Sandbox;
using ServerlessReadiness.Cli.Rendering;

namespace ServerlessReadiness.Cli.Selftest;

/// <summary>What a selftest will do, and what it found.</summary>
internal static class SelftestView
{
    public const string ProvesNothing = "against an imitation: proves nothing about AWS";

    /// <summary>What it will do and what that costs, before anybody agrees to it.</summary>
    public static void ShowIntent(Screen screen, SandboxNames names, IReadOnlyList<Experiment> chosen, Uri? imitation)
    {
        var instances = chosen.Sum(e => e.Instances);
        var longest = chosen.Aggregate(TimeSpan.Zero, (sum, e) => sum + e.Bound);
        screen.Line($"{chosen.Count} beliefs are tried on sandbox {names.Stack}, one after the other:");
        foreach (var experiment in chosen)
        {
            screen.Line($"  {experiment.Belief,-4} {experiment.Steps}");
        }

        screen.Line();
        screen.Line($"It changes group {names.Group}, table {names.Table}, alarm {names.Alarm},");
        screen.Line($"records {names.Records}, the parameters below {names.Settings} and queue {names.Queue},");
        screen.Line("and puts each back. Nothing else is touched.");
        screen.Line(imitation is null
            ? $"It takes at most {longest.TotalMinutes:0} minutes and launches {instances} instances for some minutes "
                + "each; instances, metrics and calls come to about 0.05 USD."
            : $"At {imitation}: {ProvesNothing}.");
        screen.Line();
    }

    public static void Show(Screen screen, Findings findings)
    {
        var tried = findings.All.Where(f => f.Took is not null).ToList();
        screen.Table(
            findings.Imitation is null ? "Tried" : $"Tried at {findings.Imitation} ({ProvesNothing})",
            ["belief", findings.Imitation is null ? "verdict" : "it answers", "seconds", "what was seen"],
            tried.Select(f => new[]
            {
                f.Belief.Id,
                Word(f.Outcome.Verdict, findings.Imitation is null),
                $"{f.Took!.Value.TotalSeconds:0.0}",
                Said(f),
            }));
        screen.Table(
            "Not tried",
            ["belief", "why"],
            findings.All.Where(f => f.Took is null).Select(f => new[] { f.Belief.Id, f.Outcome.Words }));
        foreach (var otherwise in tried.Where(f => f.Outcome.Verdict == Verdict.Contradicted))
        {
            screen.Verdict(false, $"{otherwise.Belief.Id}: we believe: {otherwise.Belief.Words}");
            screen.Line($"  What was seen: {otherwise.Outcome.Words}");
        }

        foreach (var left in findings.LeftBehind)
        {
            screen.Verdict(false, left);
        }

        if (findings.Imitation is not null)
        {
            screen.Line($"{ProvesNothing}. It answers {findings.Answered(Verdict.Seen)} as we believe, "
                + $"{findings.Answered(Verdict.Contradicted)} otherwise.");
        }

        screen.Verdict(
            findings.ExitCode == ExitCodes.Done,
            $"On AWS: {findings.Count(Verdict.Seen)} seen, {findings.Count(Verdict.Contradicted)} contradicted, "
            + $"{findings.Count(Verdict.Unverified)} unverified of {findings.All.Count} beliefs"
            + (findings.IsStopped ? "; stopped before the end." : "."));
        if (findings.Imitation is null && findings.Count(Verdict.Seen) > 0)
        {
            screen.Line("Write what was seen into docs/BELIEFS.md, with the day and the kind of account.");
        }
    }

    public static JsonObject ToJson(string stack, Findings findings) => new()
    {
        ["sandbox"] = stack,
        ["imitation"] = findings.Imitation?.AbsoluteUri,
        ["note"] = findings.Imitation is null ? null : ProvesNothing,
        ["stopped"] = findings.IsStopped,
        ["onAws"] = new JsonObject
        {
            ["seen"] = findings.Count(Verdict.Seen),
            ["contradicted"] = findings.Count(Verdict.Contradicted),
            ["unverified"] = findings.Count(Verdict.Unverified),
        },
        ["leftBehind"] = new JsonArray([.. findings.LeftBehind.Select(l => JsonValue.Create(l))]),
        ["beliefs"] = new JsonArray([.. findings.All.Select(f => ToJson(findings, f))]),
    };

    private static JsonObject ToJson(Findings findings, Finding finding) => new()
    {
        ["belief"] = finding.Belief.Id,
        ["words"] = finding.Belief.Words,
        ["verdict"] = Word(findings.OnAws(finding), true),
        ["imitationAnswers"] = findings.Imitation is not null && finding.Took is not null
            ? Word(finding.Outcome.Verdict, false)
            : null,
        ["seen"] = finding.Took is null ? null : finding.Outcome.Words,
        ["reason"] = findings.OnAws(finding) != Verdict.Unverified ? null
            : findings.Imitation is not null && finding.Took is not null ? ProvesNothing
            : finding.Outcome.Words,
        ["steps"] = finding.Experiment?.Steps,
        ["leftOut"] = finding.Experiment?.LeftOut,
        ["seconds"] = finding.Took is { } took ? Math.Round(took.TotalSeconds, 1) : null,
    };

    private static string Said(Finding finding) =>
        finding is { Experiment.LeftOut: { } part, Outcome.Verdict: Verdict.Seen }
            ? $"{finding.Outcome.Words} (not looked at: {part})"
            : finding.Outcome.Words;

    private static string Word(Verdict verdict, bool isOfAws) => (verdict, isOfAws) switch
    {
        (Verdict.Seen, true) => "seen",
        (Verdict.Contradicted, true) => "contradicted",
        (Verdict.Unverified, true) => "unverified",
        (Verdict.Seen, false) => "as we believe",
        (Verdict.Contradicted, false) => "otherwise",
        _ => "cannot tell",
    };
}
