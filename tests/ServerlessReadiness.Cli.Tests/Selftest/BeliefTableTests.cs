using System.Text.RegularExpressions;
using ServerlessReadiness.Cli.Selftest;

namespace ServerlessReadiness.Cli.Tests.Selftest;

public sealed partial class BeliefTableTests
{
    [Fact]
    public void Every_belief_of_the_book_has_one_experiment_or_one_reason()
    {
        using var stream = typeof(BeliefBook).Assembly.GetManifestResourceStream("beliefs.md")!;
        using var reader = new StreamReader(stream);
        var rows = Row().Matches(reader.ReadToEnd()).Select(m => m.Groups["id"].Value).ToList();

        var table = BeliefTable.Experiments.Select(e => e.Belief)
            .Concat(BeliefTable.Reasons.Select(r => r.Belief))
            .ToList();

        Assert.True(rows.Count >= 70, $"the book has {rows.Count} rows");
        Assert.Equal(rows.Order(), table.Order());
        Assert.Equal(rows, BeliefBook.Read().Select(b => b.Id));
        Assert.All(BeliefBook.Read(), b => Assert.True(b.Words.Length > 10, b.Id));
    }

    [Fact]
    public void Experiments_say_what_they_do_and_end()
    {
        Assert.True(BeliefTable.Experiments.Count >= 25);
        Assert.All(BeliefTable.Experiments, e =>
        {
            Assert.True(e.Steps.Length > 20, e.Belief);
            Assert.InRange(e.Bound, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));
        });
        Assert.All(BeliefTable.Reasons, r => Assert.True(r.Reason.Length > 10, r.Belief));
    }

    [GeneratedRegex(@"^\| *(?<id>B[0-9]+) *\|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();
}
