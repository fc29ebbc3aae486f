using System.Text.Json.Serialization;

using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.TestUtilities;

namespace ServerlessReadiness.Lambda.Tests;

/// <summary>Every shape of handler becomes the one delegate that the loop calls.</summary>
public sealed partial class HandlerShapeTests
{
    private static readonly SourceGeneratorLambdaJsonSerializer<TextContext> Json = new();

    public static TheoryData<string, HandlerWrapper, string> Shapes()
    {
        var data = new TheoryData<string, HandlerWrapper, string>
        {
            { "output stream", HandlerWrapper.GetHandlerWrapper((i, c, o) => { i.CopyTo(o); o.WriteByte((byte)'!'); }), "\"in\"!" },
            { "() → task", HandlerWrapper.GetHandlerWrapper(() => Task.CompletedTask), "" },
            { "stream → task", HandlerWrapper.GetHandlerWrapper((Stream s) => Task.CompletedTask), "" },
            { "typed → task", HandlerWrapper.GetHandlerWrapper((string s) => Task.CompletedTask, Json), "" },
            { "context → task", HandlerWrapper.GetHandlerWrapper((ILambdaContext c) => Task.CompletedTask), "" },
            { "() → action", HandlerWrapper.GetHandlerWrapper(() => { }), "" },
            { "typed → action", HandlerWrapper.GetHandlerWrapper((string s) => { }, Json), "" },
            { "stream, context → action", HandlerWrapper.GetHandlerWrapper((Stream s, ILambdaContext c) => { }), "" },
            { "stream → task of stream", HandlerWrapper.GetHandlerWrapper((Stream s) => Task.FromResult(s)), "\"in\"" },
            {
                "typed, context → task of typed",
                HandlerWrapper.GetHandlerWrapper((string s, ILambdaContext c) => Task.FromResult(s + c.AwsRequestId), Json),
                "\"in7\""
            },
            { "typed → typed", HandlerWrapper.GetHandlerWrapper((string s) => s + s, Json), "\"inin\"" },
            { "stream, context → typed", HandlerWrapper.GetHandlerWrapper((Stream s, ILambdaContext c) => c.AwsRequestId, Json), "\"7\"" },
            { "() → typed", HandlerWrapper.GetHandlerWrapper(() => "made", Json), "\"made\"" },
            { "context → stream", HandlerWrapper.GetHandlerWrapper((ILambdaContext c) => Streams.Of(c.AwsRequestId)), "7" },
        };
        return data;
    }

    [Theory]
    [MemberData(nameof(Shapes), DisableDiscoveryEnumeration = true)]
    public async Task A_handler_of_this_shape_is_called_and_answers(string shape, HandlerWrapper wrapper, string expected)
    {
        Assert.NotEmpty(shape);
        for (var call = 0; call < 2; call++)
        {
            using var request = new InvocationRequest(Streams.Of("\"in\""), new TestLambdaContext { AwsRequestId = "7" });

            var response = await wrapper.Handler(request);

            Assert.Equal(expected, await Streams.ReadTextAsync(response.OutputStream));
        }
    }

    [Fact]
    public async Task A_shorter_typed_response_carries_nothing_of_a_longer_one_before_it()
    {
        using var wrapper = HandlerWrapper.GetHandlerWrapper((string s) => s, Json);

        foreach (var text in new[] { "\"a long text\"", "\"b\"" })
        {
            using var request = new InvocationRequest(Streams.Of(text), new TestLambdaContext());
            var response = await wrapper.Handler(request);

            Assert.Equal(text, await Streams.ReadTextAsync(response.OutputStream));
            Assert.False(response.DisposeOutputStream);
        }
    }

    [JsonSerializable(typeof(string))]
    internal sealed partial class TextContext : JsonSerializerContext;
}
