using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;

namespace ServerlessReadiness.Sdk.Tests.Faults;

/// <summary>Requests and answers whose whole body is bytes: shown with Lambda's Invoke, which moto does not do.</summary>
public sealed class BlobPayloadTests
{
    private static readonly byte[] NoText = [0x00, 0xFF, 0x7B, 0xC3];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bytes_travel_as_they_are_in_both_directions()
    {
        await using var service = await FakeService.StartAsync(async context =>
        {
            context.Response.ContentType = "application/octet-stream";
            context.Response.Headers["X-Amz-Executed-Version"] = "42";
            context.Response.Headers["X-Amz-Function-Error"] = "Unhandled";
            context.Response.Headers["x-amzn-RequestId"] = "header-id";
            await context.Response.Body.WriteAsync(NoText, context.RequestAborted);
        });
        using var client = Lambda(service);
        using var payload = new MemoryStream();
        payload.Write(NoText);

        var response = await client.InvokeAsync(
            new InvokeRequest
            {
                FunctionName = "f", PayloadStream = payload, LogType = LogType.Tail, Qualifier = "a b",
            },
            Cancelled);

        var sent = Assert.Single(service.Requests);
        Assert.Equal(("POST", "/2015-03-31/functions/f/invocations"), (sent.Method, sent.Path));
        Assert.Equal("?Qualifier=a%20b", sent.Query);
        Assert.Equal(NoText, sent.Bytes.ToArray());
        Assert.Equal("application/octet-stream", sent.Headers["Content-Type"]);
        Assert.Equal("Tail", sent.Headers["X-Amz-Log-Type"]);
        Assert.DoesNotContain("X-Amz-Invocation-Type", sent.Headers.Keys, StringComparer.OrdinalIgnoreCase);
        Assert.Equal(NoText, response.Payload.ToArray());
        Assert.Equal(0, response.Payload.Position);
        Assert.Equal((200, "42", "Unhandled"), (response.StatusCode, response.ExecutedVersion, response.FunctionError));
        Assert.Null(response.LogResult);
        Assert.Equal("header-id", response.ResponseMetadata.RequestId);
    }

    [Fact]
    public async Task No_payload_is_an_empty_body_and_an_empty_answer_is_an_empty_payload()
    {
        await using var service = await FakeService.StartAsync(context =>
        {
            context.Response.StatusCode = 202;
            return Task.CompletedTask;
        });
        using var client = Lambda(service);

        var response = await client.InvokeAsync(
            new InvokeRequest { FunctionName = "f", InvocationType = InvocationType.Event }, Cancelled);

        var sent = Assert.Single(service.Requests);
        Assert.Equal(0, sent.Bytes.Length);
        Assert.Equal("Event", sent.Headers["X-Amz-Invocation-Type"]);
        Assert.Equal((202, 0L), (response.StatusCode, response.Payload.Length));
    }

    [Fact]
    public async Task A_retry_sends_the_whole_payload_again()
    {
        await using var service = await FakeService.StartAsync(
            FakeService.Reply(503, "application/json", "{}"), FakeService.Reply(202, "application/json", ""));
        using var client = Lambda(service, retries: 1);
        using var payload = new MemoryStream(NoText);

        await client.InvokeAsync(new InvokeRequest { FunctionName = "f", PayloadStream = payload }, Cancelled);

        Assert.Equal([NoText, NoText], service.Requests.Select(sent => sent.Bytes.ToArray()));
    }

    [Fact]
    public async Task An_error_has_what_the_body_and_the_headers_say()
    {
        await using var service = await FakeService.StartAsync(context =>
        {
            context.Response.Headers["x-amzn-ErrorType"] = "TooManyRequestsException";
            context.Response.Headers.RetryAfter = "7";
            return FakeService.Reply(
                429,
                "application/json",
                """{"Reason":"ConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."}""")(context);
        });
        using var client = Lambda(service);

        var error = await Assert.ThrowsAsync<TooManyRequestsException>(
            () => client.InvokeAsync(new InvokeRequest { FunctionName = "f" }, Cancelled));

        Assert.Equal(("7", "User", "Rate Exceeded."), (error.RetryAfterSeconds, error.Type, error.Message));
        Assert.Equal(ThrottleReason.ConcurrentInvocationLimitExceeded, error.Reason);
    }

    private static AmazonLambdaClient Lambda(FakeService service, int retries = 0) => new(
        new BasicAWSCredentials("id", "secret"),
        new AmazonLambdaConfig
        {
            ServiceURL = service.Url, AuthenticationRegion = "eu-central-1", MaxErrorRetry = retries,
        });
}
