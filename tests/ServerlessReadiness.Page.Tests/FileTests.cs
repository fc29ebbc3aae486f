using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ServerlessReadiness.WebConsole;

namespace ServerlessReadiness.Page.Tests;

/// <summary>The page's files by themselves.</summary>
public sealed partial class FileTests
{
    private static readonly ConsoleSite Site = new([]);

    /// <summary>Phrases whose names are chosen at run time: states of the model, each shown by its name.</summary>
    private static readonly string[] Spoken =
    [
        "Scheduled", "Prewarm", "Live", "Cooldown", "Closed", "Cancelled", "Green", "Yellow", "Red", "Act", "Observe",
        "Paused", "Running", "Undoing", "Done", "Failed", "Undone", "HandedOver", "Pending", "Refused", "Skipped",
        "Asking", "Decision", "Intent", "Outcome", "Progress", "Person", "Page", "Unreadable",
    ];

    [Fact]
    public void Every_phrase_that_is_said_is_there_in_both_languages_with_the_same_places()
    {
        var phrases = Phrase().Matches(Text("words.js")).ToDictionary(
            m => m.Groups["name"].Value,
            m => (English: m.Groups["en"].Value, Korean: m.Groups["ko"].Value));
        Assert.True(phrases.Count > 100);
        Assert.All(phrases, p => Assert.Equal(PlacesOf(p.Value.English), PlacesOf(p.Value.Korean)));
        var said = Own().SelectMany(f => Said().Matches(Text(f)).Select(m => m.Groups["name"].Value)).Distinct();
        Assert.Empty(said.Concat(Spoken).Except(phrases.Keys));
    }

    [Fact]
    public void No_file_writes_markup_keeps_a_token_or_calls_anybody_else()
    {
        Assert.All(Own(), f =>
        {
            var text = Text(f);
            Assert.DoesNotMatch("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(", text);
            Assert.DoesNotMatch("localStorage\\.setItem\\([^)]*(token|refresh)", text);
            Assert.DoesNotMatch("https?://(?!\\w+\\.w3\\.org)", text);
        });
    }

    [Fact]
    public void Libraries_are_the_published_files()
    {
        var digests = Digest().Matches(ReadmeOfVendor()).ToDictionary(m => m.Groups["file"].Value, m => m.Groups["digest"].Value);
        Assert.Equal(3, digests.Count);
        Assert.All(digests, d => Assert.Equal(
            d.Value,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text(d.Key))))));
    }

    [Fact]
    public void The_digest_in_the_path_is_that_of_the_files()
    {
        Assert.Matches("^[0-9a-f]{16}$", Site.Digest);
        Assert.Equal(Site.Digest, new ConsoleSite(["https://login.example.com"]).Digest);
        Assert.All(Site.Paths.Where(p => p != "/"), p => Assert.StartsWith($"/assets/{Site.Digest}/", p, StringComparison.Ordinal));
        Assert.DoesNotContain("{{", Site.Find("/")!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://login.example.com")]
    [InlineData("https://login.example.com/")]
    [InlineData("https://login.example.com; script-src *")]
    [InlineData("login.example.com")]
    public void An_origin_that_is_none_never_gets_into_the_policy(string origin) =>
        Assert.Throws<ArgumentException>(() => new ConsoleSite([origin]));

    private static IEnumerable<string> Own() => Site.Paths
        .Where(p => p.EndsWith(".js", StringComparison.Ordinal))
        .Select(p => p[(p.LastIndexOf('/') + 1)..])
        .Where(f => !f.StartsWith("uplot", StringComparison.Ordinal) && !f.StartsWith("oauth4webapi", StringComparison.Ordinal));

    private static string Text(string file) => Site.Find($"/assets/{Site.Digest}/{file}")!.Text;

    private static string ReadmeOfVendor()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "ServerlessReadiness.sln")))
        {
            root = root.Parent;
        }

        return File.ReadAllText(Path.Combine(root!.FullName, "src/ServerlessReadiness.WebConsole/Page/vendor/README.md"));
    }

    private static IEnumerable<string> PlacesOf(string text) => Place().Matches(text).Select(m => m.Value).Order();

    [GeneratedRegex("^  (?<name>\\w+): \\['(?<en>[^']*)', '(?<ko>[^']*)'\\],$", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Phrase();

    [GeneratedRegex("\\b(say|quiet|button|around|around2)\\('(?<name>\\w+)'", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Said();

    [GeneratedRegex("\\{\\d\\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Place();

    [GeneratedRegex("^\\| (?<file>\\S+) \\|.*\\| (?<digest>[0-9a-f]{64}) \\|$", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Digest();
}
