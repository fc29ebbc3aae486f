using System.Text.Json.Nodes;

namespace ServerlessReadiness.Cli.Tests.Rehearsal;

/// <summary>Storms over the sample plans that once broke an invariant, each with what was wrong.</summary>
public sealed class SampleSeedTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("readiness-seeds-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("black-friday", 2993391727, "features were reduced again by a change that landed after their restore")]
    [InlineData("black-friday", 4220, "paused and resumed by a clock behind: the second look was allowed, the checker unfair")]
    [InlineData("broadcast-two-regions", 424, "an undo went back to somebody's undercut, under the floor of the live event")]
    [InlineData("broadcast-two-regions", 564, "a clock behind Auto Scaling's took a fired floor for the bounds before")]
    [InlineData("broadcast-two-regions", 4558, "a run that ended as the checker looked again was not seen to have answered")]
    [InlineData("broadcast-two-regions", 523, "a minimum that landed late was taken for someone else's and left alone")]
    public async Task A_seed_that_once_failed_holds(string plan, long seed, string why)
    {
        Assert.NotEmpty(why);
        var run = await ToolRun.OfAsync(
            "rehearse",
            ToolRun.Plan(plan),
            "--out",
            _folder,
            "--weather",
            "storm",
            "--seed",
            $"{seed}");
        Assert.Equal("", run.Error);
        var report = JsonNode.Parse(await File.ReadAllTextAsync(
            Path.Combine(_folder, "report.json"),
            TestContext.Current.CancellationToken))!;
        Assert.Empty(report["invariantViolations"]!.AsArray());
    }
}
