using System.Text;
using System.Text.Json;

using Amazon.Lambda.Serialization.SystemTextJson;

namespace ServerlessReadiness.Lambda.Tests;

public sealed class SerializerTests
{
    private readonly SourceGeneratorLambdaJsonSerializer<EventsJsonContext> _serializer = new();

    [Fact]
    public void What_is_written_is_read_back()
    {
        var sample = new Sample
        {
            Name = "준비 \"완료\" 🚀",
            At = new DateTime(2026, 11, 23, 1, 2, 3, DateTimeKind.Utc),
            Bytes = [0, 127, 255],
            Stream = new MemoryStream([1, 2, 3]),
            XAmzRequestId = "r-1",
        };

        var json = Write(sample);
        var read = Read(json);

        // Beyond the basic plane System.Text.Json always escapes; every reader takes both forms.
        Assert.Equal(
            """{"Name":"준비 \"완료\" \uD83D\uDE80","At":"2026-11-23T01:02:03Z","Bytes":[0,127,255],"Stream":"AQID","x-amz-request-id":"r-1"}""",
            json);
        Assert.Equal(sample.Name, read.Name);
        Assert.Equal(sample.At, read.At);
        Assert.Equal(sample.Bytes, read.Bytes);
        Assert.Equal([1, 2, 3], read.Stream!.ToArray());
        Assert.Equal("r-1", read.XAmzRequestId);
    }

    [Fact]
    public void Nulls_are_not_written_and_names_are_read_in_any_case()
    {
        Assert.Equal("""{"At":"0001-01-01T00:00:00"}""", Write(new Sample()));
        Assert.Equal("x", Read("""{"nAME":"x"}""").Name);
    }

    [Theory]
    [InlineData("1700000000", "2023-11-14T22:13:20.0000000Z")]
    [InlineData("1700000000.25", "2023-11-14T22:13:20.2500000Z")]
    [InlineData("1700000000123", "2023-11-14T22:13:20.1230000Z")]
    public void Dates_are_read_from_numbers_of_seconds_and_milliseconds(string number, string expected)
        => Assert.Equal(expected, Read($$"""{"At":{{number}}}""").At.ToString("O"));

    [Fact]
    public void Bytes_are_read_from_base64_text_too()
        => Assert.Equal([1, 2, 3], Read("""{"Bytes":"AQID"}""").Bytes!);

    [Fact]
    public void A_stream_is_read_from_its_position_whatever_its_kind()
    {
        var json = "skip{\"Name\":\"x\"}"u8.ToArray();

        Assert.Equal("x", _serializer.Deserialize<Sample>(new MemoryStream(json) { Position = 4 }).Name);
        Assert.Equal("x", _serializer.Deserialize<Sample>(new MemoryStream(json, 4, json.Length - 4, false, true)).Name);
        Assert.Equal("x", _serializer.Deserialize<Sample>(new BufferedStream(new MemoryStream(json[4..]))).Name);
    }

    [Theory]
    [InlineData("{\"At\":\"yesterday\"}")]
    [InlineData("{\"Bytes\":{}}")]
    [InlineData("{")]
    [InlineData("")]
    public void JSON_that_does_not_fit_is_refused_with_the_type_it_should_have_been(string json)
    {
        var failure = Assert.Throws<JsonSerializerException>(() => Read(json));

        Assert.Contains(typeof(Sample).FullName!, failure.Message, StringComparison.Ordinal);
        Assert.IsType<JsonException>(failure.InnerException, exactMatch: false);
    }

    [Fact]
    public void A_type_that_the_context_does_not_list_is_named_with_the_remedy()
    {
        var failure = Assert.Throws<JsonSerializerException>(() => _serializer.Deserialize<Version>(Streams.Of("{}")));

        Assert.Contains("No JsonTypeInfo registered", failure.Message, StringComparison.Ordinal);
        Assert.Contains("[JsonSerializable(typeof(Version))]", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_response_that_fails_midway_leaves_the_stream_untouched()
    {
        using var stream = new MemoryStream();

        Assert.Throws<JsonSerializerException>(() => _serializer.Serialize(new Sample { Stream = new Unreadable() }, stream));

        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public void Options_can_be_customized()
    {
        var serializer = new SourceGeneratorLambdaJsonSerializer<EventsJsonContext>(
            (JsonSerializerOptions options) => options.PropertyNamingPolicy = new AwsNamingPolicy(JsonNamingPolicy.CamelCase));
        using var stream = new MemoryStream();

        serializer.Serialize(new Sample { Name = "x", XAmzRequestId = "r" }, stream);

        Assert.Equal(
            """{"name":"x","at":"0001-01-01T00:00:00","x-amz-request-id":"r"}""", Encoding.UTF8.GetString(stream.ToArray()));
    }

    private string Write(Sample sample)
    {
        using var stream = new MemoryStream();
        _serializer.Serialize(sample, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private Sample Read(string json) => _serializer.Deserialize<Sample>(Streams.Of(json));

    /// <summary>A stream whose content cannot be had, so that its conversion throws after others were written.</summary>
    private sealed class Unreadable : MemoryStream
    {
        public override byte[] ToArray() => throw new IOException("unreadable");
    }
}
