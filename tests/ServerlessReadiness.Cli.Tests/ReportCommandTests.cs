namespace ServerlessReadiness.Cli.Tests;

/// <summary><c>report</c>: what leaders would get, without telling them anything.</summary>
public sealed class ReportCommandTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"readiness-{Guid.NewGuid():n}");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_preview_of_a_plan_writes_page_and_text_of_a_rehearsed_hour()
    {
        var run = await ToolRun.OfAsync(
            "report", "preview", ToolRun.Plan("product-launch"), "--out", _folder, "--language", "ko", "--output", "json");
        Assert.Equal((ExitCodes.Done, ""), (run.ExitCode, run.Error));
        Assert.Contains("상태 보고", (string)run.Json["subject"]!, StringComparison.Ordinal);
        var files = Directory.GetFiles(_folder).Order(StringComparer.Ordinal).ToList();
        Assert.Equal([".html", ".txt"], files.Select(Path.GetExtension));
        Assert.Equal((string)run.Json["text"]!, await File.ReadAllTextAsync(files[1], TestContext.Current.CancellationToken));
        Assert.Contains("lang=\"ko\"", await File.ReadAllTextAsync(files[0], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rehearsal_leaves_every_report_of_its_event_and_none_of_an_earlier_one()
    {
        var reports = Path.Combine(_folder, "reports");
        Directory.CreateDirectory(reports);
        await File.WriteAllTextAsync(Path.Combine(reports, "old-en.html"), "old", TestContext.Current.CancellationToken);
        await ToolRun.OfAsync(
            "rehearse", ToolRun.Plan("product-launch"), "--out", _folder, "--weather", "fair", "--output", "json");
        var names = Directory.GetFiles(reports).Select(f => Path.GetFileName(f)!).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain("old-en.html", names);
        Assert.Contains("final-en.html", names);
        Assert.Contains("final-en.txt", names);
        Assert.True(names.Count > 4, string.Join(", ", names));
    }

    [Theory]
    [InlineData("no plan and no event is named")]
    [InlineData("both a plan and an event are named", "plan.yaml", "--event", "sale")]
    [InlineData("cannot be rehearsed: the plan has no traffic forecast", "web-shop")]
    public async Task A_preview_of_nothing_says_what_to_give(string cause, params string[] args)
    {
        var given = args is ["web-shop"] ? [ToolRun.Plan()] : args;
        var run = await ToolRun.OfAsync(["report", "preview", .. given]);
        Assert.Equal(ExitCodes.BadInput, run.ExitCode);
        Assert.Contains(cause, run.Error, StringComparison.Ordinal);
    }
}
