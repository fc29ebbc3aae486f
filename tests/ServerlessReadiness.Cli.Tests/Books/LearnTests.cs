using System.Text.RegularExpressions;
using ServerlessReadiness.Cli.Books;
using ServerlessReadiness.Core.Learning;
using ServerlessReadiness.Core.PostMortems;
using ServerlessReadiness.Plans;

namespace ServerlessReadiness.Cli.Tests.Books;

/// <summary>What a rehearsed event with twice its load teaches the same plan.</summary>
public sealed partial class LearnTests(PlayedTwice played)
{
    private LearnedPlan Learned { get; } = LearnedPlan.Of(
        played.Facts.Plan,
        PlayedTwice.Text,
        "next.yaml",
        played.Facts,
        BookOptions.Wording(played.Facts.Plan, "en"));

    [Fact]
    public void Twice_the_load_raises_the_peak_and_the_patched_plan_compiles()
    {
        var peak = Assert.Single(Learned.Made, l => l.Kind == LessonKind.Peak);
        Assert.Equal(("expect.peak", "6x"), (peak.Path, peak.Present));
        var measured = DemandHours.Peak(played.Facts.Measured, played.Facts.Plan.Schedule.Live, played.Facts.Plan.Schedule.Cooldown)!.Value;
        Assert.Equal(Math.Ceiling(measured.Rate / 1200m * 1.2m * 2) / 2, decimal.Parse(peak.Proposed.TrimEnd('x'), System.Globalization.CultureInfo.InvariantCulture));
        var compiled = PlanCompiler.Compile(Learned.Text, "next.yaml");
        Assert.Empty(compiled.Problems);
        Assert.Contains($"peak: {peak.Proposed}", Learned.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_diff_changes_only_lines_with_their_evidence_above_them()
    {
        var lines = Learned.Diff.ReplaceLineEndings("\n").Split('\n');
        Assert.Equal("--- next.yaml", lines[0]);
        var added = lines.Where(l => l.StartsWith('+') && !l.StartsWith("+++", StringComparison.Ordinal)).ToList();
        var removed = lines.Count(l => l.StartsWith('-') && !l.StartsWith("---", StringComparison.Ordinal));
        var comments = added.Count(l => Comment().IsMatch(l));
        Assert.True(comments >= Learned.Made.Count, $"{comments} lines of evidence for {Learned.Made.Count} changes");
        Assert.True(removed <= added.Count - comments, Learned.Diff);
        Assert.Contains("learnt from black-friday-2026, confidence low:", Learned.Diff, StringComparison.Ordinal);
        foreach (var comment in PlayedTwice.Text.Split('\n').Where(l => l.TrimStart().StartsWith('#')))
        {
            Assert.Contains(comment, Learned.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_lesson_is_made_or_said_with_its_evidence_and_place()
    {
        Assert.All(Learned.Lessons, l => Assert.False(string.IsNullOrWhiteSpace(l.Evidence) || l.Path.Length == 0));
        Assert.Equal(
            Learned.Lessons.Count,
            Learned.Made.Count + Learned.LeftOut.Count + Learned.Advice.Count());
        Assert.All(Learned.Lessons, l => Assert.NotEqual(Confidence.High, l.Confidence));
        Assert.Contains(Learned.Lessons, l => l.Kind == LessonKind.Baseline);
    }

    [Fact]
    public void A_plan_that_names_other_components_is_not_given_these()
    {
        var text = PlayedTwice.Text
            .Replace("  web:", "  shopfront:", StringComparison.Ordinal)
            .Replace("component: web", "component: shopfront", StringComparison.Ordinal)
            .Replace("[web", "[shopfront", StringComparison.Ordinal)
            .Replace("to: web", "to: shopfront", StringComparison.Ordinal)
            .Replace("replaced:web", "replaced:shopfront", StringComparison.Ordinal);
        var compiled = PlanCompiler.Compile(text, "next.yaml");
        Assert.Empty(compiled.Problems);
        var learned = LearnedPlan.Of(
            compiled.Plan!, text, "next.yaml", played.Facts, BookOptions.Wording(compiled.Plan!, "en"));
        Assert.DoesNotContain(learned.Lessons, l => l.Path.StartsWith("components.web.", StringComparison.Ordinal));
        Assert.NotNull(PlanCompiler.Compile(learned.Text, "next.yaml").Plan);
    }

    [GeneratedRegex(@"^\+\s*# ", RegexOptions.None, 1000)]
    private static partial Regex Comment();
}
