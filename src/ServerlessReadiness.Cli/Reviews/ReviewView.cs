using System.Text.Json.Nodes;
using ServerlessReadiness.Cli.Rendering;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Review;

namespace ServerlessReadiness.Cli.Reviews;

/// <summary>A review, for people and for programs.</summary>
internal static class ReviewView
{
    private const int ResourcesShown = 3;

    /// <summary>Three or four lines of a table; what could not be read may be many.</summary>
    private const int EvidenceShown = 140;

    private static readonly string[] Columns = ["Item", "Asks", "Answer", "Severity", "Evidence"];

    public static void Show(Screen screen, IReadOnlyList<ItemStatus> items, ReviewSummary summary, Wording wording)
    {
        foreach (var pillar in items.GroupBy(i => i.Item.Pillar))
        {
            screen.Table(
                wording.Say((PillarPhrase)pillar.Key),
                Columns,
                pillar.Select(i => (IReadOnlyList<string>)
                [
                    i.Item.Id,
                    wording.Say(i.Item.Text),
                    Word(i.Answer),
                    i.Item.Severity.ToString().ToLowerInvariant(),
                    Short(Evidence(i)),
                ]));
        }

        foreach (var item in items.Where(i => Short(Evidence(i)) != Evidence(i)))
        {
            screen.Line($"{item.Item.Id}: {Evidence(item)}");
        }

        foreach (var item in items.Where(i => i.Findings.Count > 0).OrderByDescending(i => i.Item.Severity))
        {
            var severity = item.Item.Severity.ToString().ToLowerInvariant();
            screen.Line($"{item.Item.Id} ({severity}): {wording.Say(item.Item.Text)}");
            foreach (var alike in item.Findings.GroupBy(f => (f.What, f.Fix), f => f.Resource))
            {
                screen.Line($"  {Few([.. alike])}: {alike.Key.What}.");
                screen.Line($"    Next: {alike.Key.Fix}.");
            }
        }

        screen.Line(Words(summary));
        screen.Verdict(summary.Readiness != Readiness.NoGo, Word(summary.Readiness));
    }

    public static JsonObject ToJson(IReadOnlyList<ItemStatus> items, ReviewSummary summary) => new()
    {
        ["event"] = summary.Event.Value,
        ["at"] = summary.At,
        ["planVersion"] = summary.PlanVersion,
        ["readiness"] = summary.Readiness.ToString(),
        ["score"] = summary.Score,
        ["yes"] = summary.Yes,
        ["no"] = summary.No,
        ["notApplicable"] = summary.NotApplicable,
        ["couldNotTell"] = summary.CouldNotTell,
        ["blockers"] = new JsonArray([.. summary.Blockers.Select(b => (JsonNode)b)]),
        ["risks"] = new JsonArray([.. summary.Risks.Select(r => (JsonNode)r)]),
        ["items"] = new JsonArray([.. items.Select(i => (JsonNode)new JsonObject
        {
            ["item"] = i.Item.Id,
            ["pillar"] = i.Item.Pillar.ToString(),
            ["coverage"] = i.Item.Coverage.ToString(),
            ["severity"] = i.Item.Severity.ToString(),
            ["answer"] = i.Answer.ToString(),
            ["evidence"] = i.Evidence,
            ["by"] = i.By,
            ["at"] = i.At,
            ["findings"] = new JsonArray([.. i.Findings.Select(f => (JsonNode)new JsonObject
            {
                ["resource"] = f.Resource,
                ["what"] = f.What,
                ["fix"] = f.Fix,
            })]),
        })]),
    };

    private static string Evidence(ItemStatus item) => item.By is { } by ? $"{item.Evidence} ({by})" : item.Evidence;

    // The table has the beginning; all of it stands below, unwrapped, where a search finds it.
    private static string Short(string evidence)
    {
        if (evidence.Length <= EvidenceShown)
        {
            return evidence;
        }

        var end = evidence.LastIndexOf(' ', EvidenceShown);
        return $"{evidence[..(end > 0 ? end : EvidenceShown)]} … (in full below)";
    }

    // A fleet of hundreds is wrong all alike; the JSON and the file for build servers name every one.
    private static string Few(IReadOnlyList<string> resources) => resources.Count <= ResourcesShown
        ? string.Join(", ", resources)
        : $"{string.Join(", ", resources.Take(ResourcesShown))} and {resources.Count - ResourcesShown} more";

    private static string Words(ReviewSummary summary)
    {
        var score = summary.Score is { } known ? $", score {known:0.#} %" : "";
        var blockers = summary.Blockers.Count == 0 ? "" : $" Blockers: {string.Join(", ", summary.Blockers)}.";
        var risks = summary.Risks.Count == 0 ? "" : $" Risks: {string.Join(", ", summary.Risks)}.";
        return $"{summary.Yes} yes, {summary.No} no, {summary.CouldNotTell} could not be told, "
            + $"{summary.NotApplicable} not applicable{score}.{blockers}{risks}";
    }

    private static string Word(ReviewAnswer answer) => answer switch
    {
        ReviewAnswer.Yes => "yes",
        ReviewAnswer.No => "NO",
        ReviewAnswer.NotApplicable => "n/a",
        _ => "could not tell",
    };

    private static string Word(Readiness readiness) => readiness switch
    {
        Readiness.Go => "GO",
        Readiness.GoWithRisks => "GO WITH RISKS",
        _ => "NO GO",
    };
}
