namespace ServerlessReadiness.Cli.Tests.Books;

/// <summary>runbook, postmortem and learn as a person calls them.</summary>
public sealed class BookCommandTests(MotoFixture moto)
{
    [Fact]
    public async Task A_plans_runbook_goes_to_the_output_or_into_a_file()
    {
        var english = await ToolRun.OfAsync("runbook", ToolRun.Plan("black-friday"));
        Assert.Equal((0, ""), (english.ExitCode, english.Error));
        Assert.StartsWith("# Runbook: Black Friday 2026\n", english.Out, StringComparison.Ordinal);
        Assert.Contains(
            "readiness run close-the-door --component shop-door --event black-friday-2026 --reason TEXT",
            english.Out,
            StringComparison.Ordinal);

        using var file = new TemporaryFile("", ".html");
        var korean = await ToolRun.OfAsync(
            "runbook", ToolRun.Plan("broadcast-two-regions"), "--format", "html", "--language", "ko", "--out", file.Name,
            "--output", "json");
        Assert.Equal(("ko", "html", file.Name), ((string?)korean.Json["language"], (string?)korean.Json["format"], (string?)korean.Json["file"]));
        var html = await File.ReadAllTextAsync(file.Name, TestContext.Current.CancellationToken);
        Assert.Contains("<html lang=\"ko\">", html, StringComparison.Ordinal);
        Assert.Contains("5. 준비 태세 체크리스트", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no plan is named", "runbook")]
    [InlineData("both a file and an event are named", "runbook", "plan.yaml", "--event", "sale")]
    [InlineData("no such file", "runbook", "nowhere.yaml")]
    [InlineData("'--event' is required", "postmortem")]
    [InlineData("'--plan' is required", "learn", "--event", "sale")]
    [InlineData("'fr' not recognized", "runbook", "plan.yaml", "--language", "fr")]
    public async Task Bad_input_is_told_as_such(string cause, params string[] args)
    {
        var run = await ToolRun.OfAsync(args);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(cause, run.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_event_that_has_not_begun_has_a_runbook_with_its_records_and_a_post_mortem_that_says_so()
    {
        var shell = await moto.InitAsync();
        using var plan = new TemporaryFile(
            (await File.ReadAllTextAsync(ToolRun.Plan("broadcast-two-regions"), TestContext.Current.CancellationToken))
                .Replace("live: 2026-", "live: 2036-", StringComparison.Ordinal),
            ".yaml");
        Assert.Equal(0, (await ToolRun.OfAsync(shell, "plan", "apply", plan.Name, "--yes")).ExitCode);

        var runbook = await ToolRun.OfAsync(shell, "runbook", "--event", "cup-final-2026");
        Assert.Equal((0, ""), (runbook.ExitCode, runbook.Error));
        Assert.Contains("From plan version 1 in force", runbook.Out, StringComparison.Ordinal);
        Assert.Contains("**not tried**", runbook.Out, StringComparison.Ordinal);

        var folder = Directory.CreateTempSubdirectory("readiness-books-").FullName;
        try
        {
            var run = await ToolRun.OfAsync(
                shell, "postmortem", "--event", "cup-final-2026", "--out", folder, "--format", "md", "--output", "json");
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            Assert.False((bool)run.Json["wasLive"]!);
            Assert.False(File.Exists(Path.Combine(folder, "postmortem.html")));
            Assert.Contains(
                "The event was never live. Its state: scheduled.",
                await File.ReadAllTextAsync(Path.Combine(folder, "postmortem.md"), TestContext.Current.CancellationToken),
                StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        var learnt = await ToolRun.OfAsync(shell, "learn", "--event", "cup-final-2026", "--plan", plan.Name);
        Assert.Equal((0, ""), (learnt.ExitCode, learnt.Error));
        Assert.Contains("never live", learnt.Out, StringComparison.Ordinal);
        Assert.Contains("Nothing to change", learnt.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_no_document_of_an_event_that_is_not_there()
    {
        var shell = await moto.InitAsync();
        string[][] calls =
        [
            ["runbook", "--event", "nothing"],
            ["postmortem", "--event", "nothing"],
            ["learn", "--event", "nothing", "--plan", ToolRun.Plan()],
        ];
        foreach (var call in calls)
        {
            var run = await ToolRun.OfAsync(shell, call);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains("there is no event nothing", run.Error, StringComparison.Ordinal);
        }
    }
}
