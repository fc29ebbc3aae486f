using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Cli.Rendering;
using ServerlessReadiness.Cli.Reviews;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Cli.Tests.Reviews;

public sealed class ReviewViewTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Findings_that_are_alike_are_one_line_with_what_to_do_and_the_worst_item_comes_first()
    {
        var fleet = Enumerable.Range(1, 5).Select(i => new Finding($"instance i-{i}", "it has no profile", "give it one"));
        ItemStatus[] items =
        [
            new(ReviewItem.Find("SEC-04")!, ReviewAnswer.No, "5 findings", null, Now, EquatableList.From(fleet)),
            new(ReviewItem.Find("REL-04")!, ReviewAnswer.No, "1 finding", null, Now, [new Finding("database shop", "alone", "pair it")]),
            new(ReviewItem.Find("SEC-02")!, ReviewAnswer.Yes, "ticket 7", "kim", Now, []),
        ];

        var text = Shown(items);

        Assert.Contains(
            "  instance i-1, instance i-2, instance i-3 and 2 more: it has no profile.\n    Next: give it one.\n",
            text,
            StringComparison.Ordinal);
        Assert.True(
            text.IndexOf("REL-04 (blocker): Databases run in several zones.", StringComparison.Ordinal)
            < text.IndexOf("SEC-04 (high): ", StringComparison.Ordinal));
        Assert.Contains("ticket 7 (kim)", text, StringComparison.Ordinal);
        Assert.EndsWith("blockers: REL-04; risks: SEC-04.\nNO GO\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Evidence_of_many_lines_stands_below_the_table_in_one()
    {
        var evidence = $"not read: {string.Join("; ", Enumerable.Range(1, 30).Select(i => $"allow service:Action{i}"))}";
        var text = Shown([new(ReviewItem.Find("PERF-02")!, ReviewAnswer.CouldNotTell, evidence, null, Now, [])]);
        Assert.Contains($"\nPERF-02: {evidence}\n", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split("Action30").Length);
        Assert.True(text.Split('\n').Length < 18, text);
        Assert.All(text.Split('\n').Where(l => l.StartsWith("  ", StringComparison.Ordinal)), l => Assert.True(l.Length <= 120, l));
    }

    [Fact]
    public void What_the_tag_and_the_plan_differ_in_and_the_review_before_are_told()
    {
        ItemStatus[] items = [new(ReviewItem.Find("REL-04")!, ReviewAnswer.Yes, "fine", null, Now, [])];
        var before = ReviewSummary.Of(EventId.Parse("sale"), Now.AddDays(-1), 3, []);
        var text = Shown(items, [new("group web", true), new("volume vol-1", false)], before);
        Assert.Contains("\n  group web: the plan names it, and it has no tag readiness:event=sale.\n", text, StringComparison.Ordinal);
        Assert.Contains("\n  volume vol-1: it is tagged readiness:event=sale", text, StringComparison.Ordinal);
        Assert.Contains("\nBefore, at 2026-11-19 12:00:00Z with plan v3: GO, ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("differ", Shown(items), StringComparison.Ordinal);

        var json = ReviewView.ToJson(Result(items, [new("volume vol-1", false)], before));
        Assert.Equal("volume vol-1", json["untagged"]![0]!["resource"]!.GetValue<string>());
        Assert.Equal(3, json["before"]!["planVersion"]!.GetValue<int>());
    }

    // The view looks at no plan.
    private static ReviewResult Result(ItemStatus[] items, TagGap[]? gaps, ReviewSummary? before) => new(
        null!,
        items,
        ReviewSummary.Of(EventId.Parse("sale"), Now, 1, items),
        new Seen<TagGap>(EquatableList.From(gaps ?? []), []),
        before);

    private static string Shown(ItemStatus[] items, TagGap[]? gaps = null, ReviewSummary? before = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var around = new CliSurroundings(
            output, TextWriter.Null, _ => null, TimeProvider.System, "tester", IsTerminal: false, CliSurroundings.WidthOfFiles);
        ReviewView.Show(
            new Screen(around, json: false),
            Result(items, gaps, before),
            new Wording(Language.English, new PlanClocks([])));
        return output.ToString();
    }
}
