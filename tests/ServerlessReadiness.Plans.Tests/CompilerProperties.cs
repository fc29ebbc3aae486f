using CsCheck;
using ServerlessReadiness.Plans.Scalars;

namespace ServerlessReadiness.Plans.Tests;

public sealed class CompilerProperties
{
    /// <summary>Pieces that a slip of the hand leaves in a plan.</summary>
    private static readonly string[] Slips =
        ["\t", ":", "- ", "{", "}", "[", "]", "\"", "'", "#", "&a ", "*a ", "!x ", "|", ">", "\n", "\n\n  ", "? ", "0", "-1",
            "99999999999999", "live", "٣", "\u0000", "\uFEFF", "%", "---\n", "<<: "];

    [Fact]
    public void Whatever_a_slip_does_to_a_plan_the_answer_is_a_plan_or_problems_with_places() =>
        Gen.Select(Gen.Int[0, Text.Plan.Length], Gen.Int[0, 12], Gen.Int[0, Slips.Length - 1])
            .Array[1, 4]
            .Sample(slips =>
            {
                var text = Text.Plan;
                foreach (var (at, cut, slip) in slips)
                {
                    var start = Math.Min(at, text.Length);
                    text = text[..start] + Slips[slip] + text[Math.Min(text.Length, start + cut)..];
                }

                var compilation = PlanCompiler.Compile(text, "plan.yaml");
                var lines = text.Split('\n').Length + 1;
                Assert.Equal(compilation.Plan is null, compilation.Problems.Count > 0);
                Assert.All(compilation.Problems, p => Assert.True(
                    p.Line >= 1 && p.Line <= lines && p.Column >= 1 && p.Cause.Length > 0 && p.NextStep.Length > 0));
            });

    [Fact]
    public void A_duration_that_is_shown_reads_as_the_same() => Gen.Int[0, 31_000_000].Sample(seconds =>
        Assert.Equal(
            TimeSpan.FromSeconds(seconds),
            ScalarText.Duration(DurationText.Of(TimeSpan.FromSeconds(seconds)))));
}
