using System.Text.Json;
using CsCheck;
using ServerlessReadiness.Application.Operators;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Application.Tests.Operators;

/// <summary>A command that is half understood is worse than none, so reading is strict and never throws.</summary>
public sealed class CommandReaderTests
{
    private const string Good = """
        {"id":"c-1","event":"sale","reason":"slow","command":{"do":"component.hold","component":"front"}}
        """;

    private static readonly CommandWay Way = new(Sample.T0) { IdIfNone = "sns-1" };

    [Fact]
    public void What_is_written_is_read_again()
    {
        var request = new OperatorRequest(
            CommandId.Parse("c-1"),
            Sample.Event,
            new OperatorCommand.StartRun(
                RunbookName.Parse("grow"),
                Sample.Front,
                new Dictionary<string, string> { ["by"] = "2" }),
            "slow",
            Sample.T0,
            Sample.T0.AddMinutes(5));
        var text = CommandReader.Write(request);
        var read = CommandReader.Read(text, Way).Request!;
        Assert.Equal(text, CommandReader.Write(read));
        Assert.Equal((request.Id, request.IssuedAt, request.NotAfter), (read.Id, read.IssuedAt, read.NotAfter));
    }

    [Fact]
    public void What_the_way_says_may_be_left_out()
    {
        var read = CommandReader.Read(
            """{"reason":"slow","command":{"do":"pause"}}""",
            Way with { Event = Sample.Event }).Request!;
        Assert.Equal((CommandId.Parse("sns-1"), Sample.Event, Sample.T0), (read.Id, read.Event, read.IssuedAt));
        Assert.IsType<OperatorCommand.PauseEvent>(read.Command);
    }

    [Theory]
    [InlineData("""{"event":"sale","reason":"x","command":{"do":"pause","mode":"all"}}""", "mode")]
    [InlineData("""{"event":"sale","reason":"x","colour":1,"command":{"do":"pause"}}""", "colour")]
    [InlineData("""{"event":"sale","reason":"x","command":{"do":"explode"}}""", "explode")]
    [InlineData("""{"event":"sale","reason":"x","command":{"component":"front"}}""", "do")]
    [InlineData("""{"event":"sale","reason":"x","command":{"do":"component.hold"}}""", "component")]
    [InlineData("""{"event":"sale","reason":"x","command":{"do":"component.hold","component":null}}""", "component")]
    [InlineData("""{"event":"sale","reason":"x","command":{"do":"component.hold","component":"Front!"}}""", "ComponentName")]
    [InlineData("""{"event":"sale","reason":"x","command":{"do":"floor.set","component":"front","floor":"4"}}""", "floor")]
    [InlineData("""{"event":"sale","reason":"x","command":{"do":"floor.set","component":"front","floor":4.5}}""", "floor")]
    [InlineData("""{"event":"sale","reason":"x","command":{"do":"phase.set","phase":"Party"}}""", "phase")]
    [InlineData("""{"event":"sale","reason":"x","reason":"y","command":{"do":"pause"}}""", "reason")]
    [InlineData("""{"event":"sale","command":{"do":"pause"}}""", "no reason")]
    [InlineData("""{"reason":"x","command":{"do":"pause"}}""", "event is nothing")]
    [InlineData("""{"event":"Sale","reason":"x","command":{"do":"pause"}}""", "event is \"Sale\"")]
    [InlineData("""{"id":"a b","event":"sale","reason":"x","command":{"do":"pause"}}""", "id is \"a b\"")]
    [InlineData("""{"event":"sale","reason":"x"}""", "no command")]
    [InlineData("""{"event":"sale","reason":"x","issuedAt":"soon","command":{"do":"pause"}}""", "issuedAt")]
    [InlineData("null", "null")]
    [InlineData("[]", "CommandDocument")]
    [InlineData("", "")]
    public void What_does_not_fit_is_named(string json, string words)
    {
        var reading = CommandReader.Read(json, Way);
        Assert.Null(reading.Request);
        Assert.Contains(words, reading.Problem, StringComparison.Ordinal);
        Assert.Contains("; ", reading.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_way_says_is_not_contradicted()
    {
        Assert.Contains("came under", CommandReader.Read(Good, Way with { Id = "other" }).Problem, StringComparison.Ordinal);
        Assert.Contains(
            "is not other",
            CommandReader.Read(Good, Way with { Event = EventId.Parse("other") }).Problem,
            StringComparison.Ordinal);
        Assert.NotNull(CommandReader.Read(Good, Way with { Id = "c-1", Event = Sample.Event }).Request);
    }

    [Fact]
    public void A_large_text_is_not_even_parsed() =>
        Assert.Contains(
            "more than 16384 bytes",
            CommandReader.Read(new string(' ', CommandReader.BytesMax) + Good, Way).Problem,
            StringComparison.Ordinal);

    [Fact]
    public void A_damaged_command_is_read_or_named_and_never_throws() =>
        Gen.Select(Gen.Int[0, Good.Length - 1], Gen.Char, Gen.Int[0, 2]).Array[1, 6].Sample(
            edits =>
            {
                var text = new System.Text.StringBuilder(Good);
                foreach (var (where, character, kind) in edits)
                {
                    var at = Math.Min(where, text.Length - 1);
                    _ = kind == 0 ? text.Remove(at, 1).Append(' ') : kind == 1 ? text.Insert(at, character)
                        : text.Replace(text[at], character, at, 1);
                }

                var reading = CommandReader.Read(text.ToString(), Way);
                Assert.True(reading.Request is null != (reading.Problem is null));
            },
            iter: 3000);

    [Fact]
    public void Whether_it_is_one_is_seen_by_its_command()
    {
        using var yes = JsonDocument.Parse(Good);
        using var no = JsonDocument.Parse("""{"command":"pause"}""");
        Assert.True(CommandReader.IsOne(yes.RootElement));
        Assert.False(CommandReader.IsOne(no.RootElement));
    }
}
