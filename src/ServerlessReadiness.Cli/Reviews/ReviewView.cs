using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Cli.Rendering;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Cli.Reviews;

/// <summary>A review, for people and for programs.</summary>
internal static class ReviewView
{
    private const int ResourcesShown = 3;

    /// <summary>Three or four lines of a table; what could not be read may be many.</summary>
    private const int EvidenceShown = 140;

    private static readonly string[] Columns = ["Item", "Asks", "Answer", "Severity", "Evidence"];

    public static void Show(Screen screen, ReviewResult review, Wording wording)
    {
        var (items, summary) = (review.Items, review.Summary);
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
            Show(screen, item.Findings);
        }

        if (review.Untagged.Items.Count > 0)
        {
            screen.Line($"Where the plan and the tag {TagGap.Tag}={summary.Event} differ:");
            Show(screen, review.Untagged.Items.Select(g => g.ToFinding(summary.Event.Value)));
        }

        screen.Line($"{summary.Words}.");
        if (review.Before is { } before)
        {
            screen.Line($"Before, at {before.At:u} with plan v{before.PlanVersion}: {Word(before.Readiness)}, {before.Words}.");
        }

        screen.Verdict(summary.Readiness != Readiness.NoGo, Word(summary.Readiness));
    }

    public static JsonObject ToJson(ReviewResult review)
    {
        var json = ReviewJson.Of(review.Summary);
        json["before"] = review.Before is { } before ? ReviewJson.Of(before) : null;
        json["untagged"] = new JsonArray([.. review.Untagged.Items.Select(g => (JsonNode)new JsonObject
        {
            ["resource"] = g.Resource,
            ["isInPlan"] = g.IsInPlan,
        })]);
        json["tagsNotRead"] = new JsonArray([.. review.Untagged.Unread.Select(u => (JsonNode)u)]);
        json["items"] = ItemsOf(review.Items);
        return json;
    }

    /// <summary>The latest review, and how those before it came out.</summary>
    public static void ShowTrend(Screen screen, IReadOnlyList<ReviewSummary> newest)
    {
        if (newest.Count == 0)
        {
            return;
        }

        screen.Line($"Review of {newest[0].At:u} with plan v{newest[0].PlanVersion}: {Word(newest[0].Readiness)}, {newest[0].Words}.");
        if (newest.Count > 1)
        {
            var before = newest.Skip(1).Select(r =>
                string.Create(CultureInfo.InvariantCulture, $"{r.At:MM-dd HH:mm} {Word(r.Readiness)} {r.Score ?? 0:0.#} %"));
            screen.Line($"  before (UTC): {string.Join(", ", before)}");
        }
    }

    private static JsonArray ItemsOf(IReadOnlyList<ItemStatus> items) => new([.. items.Select(i => (JsonNode)new JsonObject
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
        })]);

    private static void Show(Screen screen, IEnumerable<Finding> findings)
    {
        foreach (var alike in findings.GroupBy(f => (f.What, f.Fix), f => f.Resource))
        {
            screen.Line($"  {Few([.. alike])}: {alike.Key.What}.");
            screen.Line($"    Next: {alike.Key.Fix}.");
        }
    }

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
