using System.Text;
using System.Text.Json;

using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Helpers;

namespace ServerlessReadiness.Lambda.Tests;

public sealed class LogWriterTests
{
    private readonly MemoryStream _output = new();

    [Fact]
    public void A_text_line_has_time_request_level_and_message_between_tabs()
    {
        Writer("Text").Write(LogLevel.Warning, "{A} of {B:0.00}, {{literal}}", ["x", 2], null, "r-1", "t-1");

        var parts = Lines().Single().Split('\t');

        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", parts[0]);
        Assert.Equal(["r-1", "warn", "x of 2.00, {literal}"], parts[1..]);
    }

    [Fact]
    public void A_JSON_line_stays_one_line_and_carries_values_and_the_exception()
    {
        var failure = new InvalidOperationException("두 줄\n아님", new TimeoutException("late"));

        Writer("json").Write(LogLevel.Error, "a\nb {N} {Flag} {Text}", [7, true, "웹"], failure, "r-1", "t-1");

        var json = JsonDocument.Parse(Lines().Single()).RootElement;
        Assert.Equal("Error", json.GetProperty("level").GetString());
        Assert.Equal("a\nb 7 True 웹", json.GetProperty("message").GetString());
        Assert.Equal(7, json.GetProperty("N").GetInt32());
        Assert.True(json.GetProperty("Flag").GetBoolean());
        Assert.Equal("웹", json.GetProperty("Text").GetString());
        Assert.Equal("t-1", json.GetProperty("traceId").GetString());
        Assert.Equal("InvalidOperationException", json.GetProperty("errorType").GetString());
        Assert.Equal("late", json.GetProperty("cause").GetProperty("errorMessage").GetString());
    }

    [Theory]
    [InlineData("too few {A} {B}", "too few 1 {B}")]
    [InlineData("open { brace", "open { brace")]
    [InlineData("bad format {A:Q9}", "bad format 1")]
    [InlineData("none", "none")]
    public void A_template_that_does_not_fit_its_values_is_still_written(string template, string expected)
    {
        Writer("Text").Write(LogLevel.Error, template, [1], null, null, null);

        Assert.EndsWith("\t" + expected, Lines().Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_named_like_a_member_of_the_line_does_not_write_that_member_twice()
    {
        Writer("JSON").Write(LogLevel.Error, "{message} {level}", ["m", "l"], null, null, null);

        var names = JsonDocument.Parse(Lines().Single()).RootElement.EnumerateObject().Select(member => member.Name).ToList();

        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public void Lines_below_the_lowest_level_are_not_written()
    {
        var writer = new LogWriter(_output, "Text", "WARN");

        writer.Write(LogLevel.Information, "quiet");
        writer.Write(LogLevel.Warning, "loud");

        Assert.EndsWith("loud", Lines().Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_of_several_threads_do_not_mix()
    {
        var writer = Writer("JSON");

        Parallel.For(0, 400, i => writer.Write(LogLevel.Information, new string((char)('a' + (i % 26)), 200)));

        var messages = Lines().Select(line => JsonDocument.Parse(line).RootElement.GetProperty("message").GetString()!).ToList();
        Assert.Equal(400, messages.Count);
        Assert.All(messages, message => Assert.Single(message.Distinct()));
    }

    private LogWriter Writer(string format) => new(_output, format, lowestLevel: null);

    private string[] Lines()
        => Encoding.UTF8.GetString(_output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
