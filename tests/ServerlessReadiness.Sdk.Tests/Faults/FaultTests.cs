using System.Diagnostics;
using System.Net;
using Amazon.Runtime;

namespace ServerlessReadiness.Sdk.Tests.Faults;

/// <summary>
/// A slice gets its resilience from AWSSDK.Core, and passes on what a caller must know: per wire form, against a server
/// that misbehaves on purpose.
/// </summary>
public sealed class FaultTests
{
    public static TheoryData<Wire> Wires => [.. Enum.GetValues<Wire>()];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Throttling_is_retried_after_a_pause(Wire wire)
    {
        var dialect = Dialect.Of(wire);
        var throttled = dialect.Fail(400, "ThrottlingException");
        await using var service = await FakeService.StartAsync(throttled, throttled, dialect.Succeed);

        var response = await dialect.CallAsync(service.Url, Retries(4), Cancelled);

        Assert.Equal(HttpStatusCode.OK, response.HttpStatusCode);
        Assert.Equal(3, service.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task An_unavailable_service_is_asked_again(Wire wire)
    {
        var dialect = Dialect.Of(wire);
        var unavailable = FakeService.Reply(503, "text/html", "<html>overloaded</html>");
        await using var service = await FakeService.StartAsync(unavailable, dialect.Succeed);

        await dialect.CallAsync(service.Url, Retries(2), Cancelled);

        Assert.Equal(2, service.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_broken_connection_is_tried_again(Wire wire)
    {
        var dialect = Dialect.Of(wire);
        await using var service = await FakeService.StartAsync(FakeService.Reset, FakeService.Reset, dialect.Succeed);

        await dialect.CallAsync(service.Url, Retries(3), Cancelled);

        Assert.Equal(3, service.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_wrong_clock_is_repaired_from_the_answer(Wire wire)
    {
        var dialect = Dialect.Of(wire);
        var serverClock = DateTimeOffset.UtcNow.AddHours(2);
        var expired = dialect.Fail(403, "RequestExpired");
        await using var service = await FakeService.StartAsync(
            context =>
            {
                context.Response.Headers.Date = serverClock.ToString("R");
                return expired(context);
            },
            dialect.Succeed);

        await dialect.CallAsync(service.Url, Retries(2), Cancelled);

        var second = service.Requests[1].SignedAt;
        Assert.InRange(second, serverClock.AddMinutes(-5), serverClock.AddMinutes(5));
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task The_time_out_counts_per_attempt(Wire wire)
    {
        var dialect = Dialect.Of(wire);
        await using var service = await FakeService.StartAsync(FakeService.Hang, dialect.Succeed);
        var watch = Stopwatch.StartNew();

        await dialect.CallAsync(
            service.Url,
            config =>
            {
                Retries(2)(config);
                config.Timeout = TimeSpan.FromSeconds(2);
            },
            Cancelled);

        Assert.Equal(2, service.Requests.Count);
        Assert.InRange(watch.Elapsed, TimeSpan.FromMilliseconds(1900), TimeSpan.FromSeconds(30));
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_cancelled_call_ends_at_once_and_is_not_repeated(Wire wire)
    {
        var dialect = Dialect.Of(wire);
        using var cancellation = new CancellationTokenSource();
        await using var service = await FakeService.StartAsync(async context =>
        {
            await cancellation.CancelAsync();
            await FakeService.Hang(context);
        });
        var watch = Stopwatch.StartNew();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => dialect.CallAsync(service.Url, Retries(3), cancellation.Token));

        Assert.Single(service.Requests);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Without_retries_exactly_one_attempt_is_made(Wire wire)
    {
        var dialect = Dialect.Of(wire);
        await using var service = await FakeService.StartAsync(dialect.Fail(400, "ThrottlingException"), dialect.Succeed);

        var refusal = await Assert.ThrowsAnyAsync<AmazonServiceException>(
            () => dialect.CallAsync(service.Url, Retries(0), Cancelled));

        Assert.Equal("ThrottlingException", refusal.ErrorCode);
        Assert.Single(service.Requests);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_known_error_has_its_own_exception(Wire wire)
    {
        var dialect = Dialect.Of(wire);
        await using var service = await FakeService.StartAsync(dialect.Fail(400, dialect.TypedErrorCode));

        var refusal = await Assert.ThrowsAnyAsync<AmazonServiceException>(
            () => dialect.CallAsync(service.Url, Retries(0), Cancelled));

        Assert.IsType(dialect.TypedException, refusal);
        Assert.Equal(HttpStatusCode.BadRequest, refusal.StatusCode);
        Assert.Equal(dialect.TypedErrorCode, refusal.ErrorCode);
        Assert.Equal("said so", refusal.Message);
        Assert.NotEmpty(refusal.RequestId);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task An_unknown_error_has_the_services_base_exception(Wire wire)
    {
        var dialect = Dialect.Of(wire);
        await using var service = await FakeService.StartAsync(dialect.Fail(400, "BrandNewException"));

        var refusal = await Assert.ThrowsAnyAsync<AmazonServiceException>(
            () => dialect.CallAsync(service.Url, Retries(0), Cancelled));

        Assert.Equal(dialect.TypedException.BaseType, refusal.GetType());
        Assert.Equal("BrandNewException", refusal.ErrorCode);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_mutilated_answer_is_an_error_and_not_an_empty_result(Wire wire)
    {
        var dialect = Dialect.Of(wire);
        var half = dialect.Success[..(dialect.Success.Length / 2)];
        await using var service = await FakeService.StartAsync(FakeService.Reply(200, dialect.ContentType, half));

        var problem = await Assert.ThrowsAnyAsync<Exception>(
            () => dialect.CallAsync(service.Url, Retries(0), Cancelled));

        Assert.True(
            problem is AmazonUnmarshallingException or System.Xml.XmlException or System.Text.Json.JsonException,
            $"{problem.GetType()} says nothing of the answer: {problem.Message}");
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_request_is_signed_for_its_service_and_region_and_names_its_client(Wire wire)
    {
        var dialect = Dialect.Of(wire);
        await using var service = await FakeService.StartAsync(dialect.Succeed);

        var response = await dialect.CallAsync(service.Url, Retries(0), Cancelled);

        var headers = service.Requests[0].Headers;
        var scope = wire switch
        {
            Wire.Query => "/eu-central-1/autoscaling/aws4_request",
            Wire.Json => "/eu-central-1/servicequotas/aws4_request",
            _ => "/us-east-1/route53/aws4_request",
        };
        Assert.Contains(scope, headers["Authorization"], StringComparison.Ordinal);
        Assert.Contains("aws-sdk-dotnet", headers["User-Agent"], StringComparison.Ordinal);
        Assert.Equal(wire == Wire.Query ? "body-id" : "header-id", response.ResponseMetadata.RequestId);
    }

    private static Action<ClientConfig> Retries(int count) => config =>
    {
        config.MaxErrorRetry = count;

        // Only for this test's client: the shared throttling budget of the process would let tests disturb each other.
        config.ThrottleRetries = false;
    };
}
