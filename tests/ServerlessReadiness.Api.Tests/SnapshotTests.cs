using System.IO.Compression;
using System.Text.Json.Nodes;

namespace ServerlessReadiness.Api.Tests;

/// <summary>The page's document by the API.</summary>
public sealed class SnapshotTests
{
    private const string Path = "/events/sale/snapshot";
    private readonly Http _http = new();

    [Fact]
    public void Before_Clocks_first_beat_there_is_none_and_it_says_so()
    {
        var answer = _http.Get(Path);
        Assert.Equal(404, answer.Status);
        Assert.Equal("event sale has no snapshot yet", (string)answer.Json!["detail"]!);
        Assert.Equal("there is no event other", (string)_http.Get("/events/other/snapshot").Json!["detail"]!);
    }

    [Fact]
    public void A_known_one_is_not_sent_again_and_the_time_here_always_is()
    {
        _http.Beat();
        var first = _http.Get(Path);
        var tag = first.Header("etag")!;
        _http.Time.Advance(TimeSpan.FromSeconds(5));
        var again = _http.Get(Path, null, ("If-None-Match", tag));
        Assert.Equal((304, null), (again.Status, again.Json));
        Assert.Equal(_http.Time.GetUtcNow(), DateTimeOffset.Parse(again.Header("x-readiness-now")!, null));
        _http.Time.Advance(TimeSpan.FromMinutes(1));
        _http.Beat();
        Assert.Equal(200, _http.Get(Path, null, ("If-None-Match", tag)).Status);
    }

    [Fact]
    public void What_a_person_commands_shows_before_the_next_beat()
    {
        _http.Beat();
        _http.Command(new JsonObject { ["do"] = "pause" });
        var paused = _http.Get(Path).Json!;
        Assert.Equal("Paused", (string)paused["mode"]!);
        Assert.Contains(paused["journal"]!.AsArray(), l => (string)l!["kind"]! == "Person");
        _http.Time.Advance(TimeSpan.FromSeconds(1));
        _http.Command(new JsonObject { ["do"] = "resume" });
        _http.Command(new JsonObject { ["do"] = "issue.open", ["summary"] = "slow" });
        _http.Command(new JsonObject { ["do"] = "run.start", ["runbook"] = "grow", ["component"] = "front" });
        var busy = _http.Get(Path).Json!;
        Assert.Equal("Act", (string)busy["mode"]!);
        Assert.Contains(busy["issues"]!.AsArray(), i => (string)i!["summary"]! == "slow");
        Assert.Contains(busy["runs"]!.AsArray(), r => (string)r!["runbook"]! == "grow" && (string)r["state"]! == "Running");
    }

    [Fact]
    public void A_refused_command_shows_in_the_journal_at_once_too()
    {
        _http.Beat();
        _http.Command(new JsonObject { ["do"] = "run.start", ["runbook"] = "nothing", ["component"] = "front" });
        Assert.Contains(
            _http.Get(Path).Json!["journal"]!.AsArray(),
            l => ((string)l!["reason"]!).Contains("nothing", StringComparison.Ordinal));
    }

    [Fact]
    public void It_is_compressed_for_who_can_read_that()
    {
        _http.Beat();
        var plain = _http.Get(Path);
        var packed = _http.Get(Path, null, ("Accept-Encoding", "gzip, br"));
        Assert.Equal((true, "gzip"), (packed.IsBase64, packed.Header("content-encoding")));
        using var gzip = new GZipStream(new MemoryStream(Convert.FromBase64String(packed.Text!)), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip);
        Assert.Equal(plain.Text, reader.ReadToEnd());
        Assert.False(plain.IsBase64);
    }
}
