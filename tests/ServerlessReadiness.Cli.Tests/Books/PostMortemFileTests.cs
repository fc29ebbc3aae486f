using ServerlessReadiness.Cli.Commands;
using ServerlessReadiness.Core.PostMortems;

namespace ServerlessReadiness.Cli.Tests.Books;

/// <summary>The post-mortem of a rehearsed event, as files.</summary>
public sealed class PostMortemFileTests(PlayedTwice played) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("readiness-postmortem-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_has_incidents_with_times_a_chart_and_the_data()
    {
        var files = PostMortemCommand.WriteBoth(_folder, played.Facts, "en").Select(Path.GetFileName);
        Assert.Equal(
            ["capacity.csv", "demand.csv", "hours.csv", "incidents.csv", "journal.csv", "postmortem.html", "postmortem.md"],
            files.Order(StringComparer.Ordinal));
        var markdown = Read("postmortem.md");
        Assert.Contains("rehearsed in a simulated account", markdown, StringComparison.Ordinal);
        Assert.Contains("from signal to relief", markdown, StringComparison.Ordinal);
        Assert.Contains("shop-replaced", markdown, StringComparison.Ordinal);
        Assert.Contains("<svg ", Read("postmortem.html"), StringComparison.Ordinal);
        Assert.Equal(played.Facts.Journal.Count, Read("journal.csv").Split("\r\n").Length - 2);

        // A person reads it: not one line for each record.
        Assert.True(markdown.Split('\n').Length < 700, $"{markdown.Split('\n').Length} lines");
        Assert.NotEmpty(Incidents.Of(played.Facts));
        Assert.Contains(Incidents.Of(played.Facts), i => i.ToEffect is not null && i.ToRelief is not null);
    }

    [Fact]
    public void The_same_facts_are_the_same_bytes_in_either_language()
    {
        foreach (var language in new[] { "en", "ko" })
        {
            PostMortemCommand.WriteBoth(_folder, played.Facts, language);
            var first = Bytes();
            PostMortemCommand.WriteBoth(_folder, played.Facts, language);
            Assert.Equal(first, Bytes());
        }

        Assert.Contains("# 사후 분석: Black Friday 2026", Read("postmortem.md"), StringComparison.Ordinal);
        Assert.DoesNotContain("not measured", Read("postmortem.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rehearse_writes_it_beside_its_report()
    {
        var run = await ToolRun.OfAsync(
            "rehearse", ToolRun.Plan("product-launch"), "--out", _folder, "--seed", "3", "--language", "ko", "--output", "json");
        Assert.Equal("", run.Error);
        var files = run.Json["files"]!.AsArray().Select(f => Path.GetFileName((string?)f)).ToList();
        Assert.Contains("postmortem.html", files);
        Assert.StartsWith("# Played in a simulated account", Read("learnt.patch"), StringComparison.Ordinal);
        Assert.Contains("사후 분석", Read("postmortem.html"), StringComparison.Ordinal);
        var first = Bytes();
        await ToolRun.OfAsync("rehearse", ToolRun.Plan("product-launch"), "--out", _folder, "--seed", "3", "--language", "ko");
        Assert.Equal(first, Bytes());
    }

    private string Read(string name) => File.ReadAllText(Path.Combine(_folder, name));

    private IReadOnlyList<byte[]> Bytes() =>
        [.. Directory.GetFiles(_folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
}
