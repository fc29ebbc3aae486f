using System.Text.Json.Nodes;
using ServerlessReadiness.Cli.Rendering;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Review;

namespace ServerlessReadiness.Cli.Reviews;

/// <summary>A review, for people and for programs.</summary>
internal static class ReviewView
{
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
                    i.By is { } by ? $"{i.Evidence} ({by})" : i.Evidence,
                ]));
        }

        foreach (var item in items.Where(i => i.Findings.Count > 0).OrderByDescending(i => i.Item.Severity))
        {
            screen.Line($"{item.Item.Id} ({item.Item.Severity.ToString().ToLowerInvariant()}):");
            foreach (var finding in item.Findings)
            {
                screen.Line($"  {finding.Resource}: {finding.What}; {finding.Fix}.");
            }
        }

        screen.Line($"{summary.Words}.");
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

    public static string Word(ReviewAnswer answer) => answer switch
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
