using System.Text.Json;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Aws.Automations;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Aws.Tests;

/// <summary>How Clock hands a due run to Executor. moto does not invoke functions, so the answers are canned.</summary>
public sealed class LambdaRunDispatcherTests
{
    private const string Region = "eu-west-1";
    private const string ByName = "POST /2015-03-31/functions/readiness-executor/invocations";

    private static readonly EventId Event = EventId.Parse("sale-2026");
    private static readonly RunId Run = RunId.Parse("01ARZ3NDEKTSV4RRFFQ69G5FAV");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_due_run_is_handed_over_without_waiting_for_it()
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.Accepted);
        using var clients = aws.Clients();

        await new LambdaRunDispatcher(clients, Region, "readiness-executor").DispatchAsync(Event, Run, Cancel);

        var sent = Assert.Single(aws.Requests(ByName));
        Assert.Equal("Event", sent.Headers["X-Amz-Invocation-Type"]);
        Assert.Equal(HandOver.Write(Event, Run), sent.Body);
        using var payload = JsonDocument.Parse(sent.Body);
        Assert.Equal(new Signal.RunDue(Event, Run), HandOver.Read(payload.RootElement));
    }

    [Theory]
    [InlineData("executor:live", "executor%3Alive", "ap-northeast-2")]
    [InlineData(
        "arn:aws:lambda:eu-west-1:123456789012:function:executor",
        "arn%3Aaws%3Alambda%3Aeu-west-1%3A123456789012%3Afunction%3Aexecutor",
        "eu-west-1")]
    [InlineData(
        "arn:aws:lambda:eu-west-1:123456789012:function:executor:$LATEST",
        "arn%3Aaws%3Alambda%3Aeu-west-1%3A123456789012%3Afunction%3Aexecutor%3A%24LATEST",
        "eu-west-1")]
    public async Task An_arn_is_escaped_in_the_path_and_says_the_region(string function, string escaped, string region)
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.Accepted);
        using var clients = aws.Clients();

        await new LambdaRunDispatcher(clients, "ap-northeast-2", function).DispatchAsync(Event, Run, Cancel);

        var sent = Assert.Single(aws.Requests($"POST /2015-03-31/functions/{escaped}/invocations"));
        Assert.Contains($"/{region}/lambda/aws4_request", sent.Headers["Authorization"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "ResourceNotFoundException", PortFailure.NotFound)]
    [InlineData(403, "AccessDeniedException", PortFailure.Denied)]
    [InlineData(403, "SomethingNew", PortFailure.Denied)]
    [InlineData(429, "TooManyRequestsException", PortFailure.Throttled)]
    [InlineData(500, "ServiceException", PortFailure.Unavailable)]
    [InlineData(503, "ServiceUnavailableException", PortFailure.Unavailable)]
    [InlineData(409, "ResourceConflictException", PortFailure.Unavailable)]
    [InlineData(400, "InvalidParameterValueException", PortFailure.Unavailable)]
    [InlineData(413, "RequestTooLargeException", PortFailure.Unavailable)]
    public async Task An_error_of_lambda_is_what_clock_can_act_on_and_never_takes_the_run_for_unreadable(
        int status,
        string code,
        PortFailure failure)
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.RestError(status, code, "said so"));
        using var clients = aws.Clients();

        var error = await Assert.ThrowsAsync<PortException>(
            () => new LambdaRunDispatcher(clients, Region, "readiness-executor").DispatchAsync(Event, Run, Cancel));

        Assert.Equal(failure, error.Failure);
        Assert.StartsWith(
            "function readiness-executor in account 123456789012, eu-west-1: lambda:InvokeFunction ",
            error.Message,
            StringComparison.Ordinal);
        Assert.Contains($"{code}: said so", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "ResourceNotFoundException", "Check the name, account and region in READINESS_EXECUTOR_FUNCTION.")]
    [InlineData(403, "AccessDeniedException", "allow lambda:InvokeFunction for the role that acts in account")]
    public async Task The_next_step_is_in_the_message(int status, string code, string step)
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.RestError(status, code));
        using var clients = aws.Clients();

        var error = await Assert.ThrowsAsync<PortException>(
            () => new LambdaRunDispatcher(clients, Region, "readiness-executor").DispatchAsync(Event, Run, Cancel));

        Assert.Contains(step, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hand_over_that_fails_twice_arrives_whole_at_the_third_attempt()
    {
        await using var aws = await CannedAws.StartAsync((_, count) =>
            count < 3 ? CannedAnswer.RestError(503, "ServiceUnavailableException") : CannedAnswer.Accepted);
        using var clients = aws.Clients();

        await new LambdaRunDispatcher(clients, Region, "readiness-executor").DispatchAsync(Event, Run, Cancel);

        Assert.Equal(
            Enumerable.Repeat(HandOver.Write(Event, Run), 3),
            aws.Requests(ByName).Select(sent => sent.Body));
    }

    [Theory]
    [InlineData("")]
    [InlineData("read iness")]
    [InlineData("arn:aws:lambda:eu-west-1:123456789012:layer:executor")]
    [InlineData("arn:aws:sns:eu-west-1:123456789012:function:executor")]
    [InlineData("arn:aws:lambda::123456789012:function:executor")]
    [InlineData("arn:aws:lambda:eu-west-1:123456789012:function:")]
    public async Task Anything_but_a_functions_name_or_arn_is_refused_at_start(string function)
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.Accepted);
        using var clients = aws.Clients();

        var error = Assert.Throws<ArgumentException>(() => new LambdaRunDispatcher(clients, Region, function));

        Assert.Contains("READINESS_EXECUTOR_FUNCTION", error.Message, StringComparison.Ordinal);
    }
}
