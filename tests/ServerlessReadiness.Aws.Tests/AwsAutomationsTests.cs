using System.Text.Json;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Automations;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Aws.Tests;

/// <summary>moto neither runs automations nor invokes functions, so the answers are canned.</summary>
public sealed class AwsAutomationsTests
{
    private const string Token = "12345678-1234-4234-8234-123456789012";
    private const string Drain = "POST /2015-03-31/functions/drain/invocations";

    private static readonly Change.StartAutomation Start =
        new("Drain", "3", [new SettingValue("Group", "web"), new SettingValue("Wait", "PT5M")], Token);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_automation_is_started_with_its_token_and_followed_by_its_id()
    {
        await using var aws = await CannedAws.StartAsync((_, _) =>
            CannedAnswer.Json("""{"AutomationExecutionId":"e-1"}"""));
        using var clients = aws.Clients();

        Assert.Equal("e-1", await new AwsAutomations(clients).PerformAsync(MotoFixture.Home, Start, Cancel));

        using var sent = JsonDocument.Parse(Assert.Single(aws.Requests("StartAutomationExecution")).Body);
        Assert.Equal("Drain", sent.RootElement.GetProperty("DocumentName").GetString());
        Assert.Equal("3", sent.RootElement.GetProperty("DocumentVersion").GetString());
        Assert.Equal(Token, sent.RootElement.GetProperty("ClientToken").GetString());
        Assert.Equal(
            """{"Group":["web"],"Wait":["PT5M"]}""",
            sent.RootElement.GetProperty("Parameters").GetRawText());
    }

    [Theory]
    [InlineData("Pending", ReceiptState.Pending)]
    [InlineData("InProgress", ReceiptState.Pending)]
    [InlineData("Waiting", ReceiptState.Pending)]
    [InlineData("PendingApproval", ReceiptState.Pending)]
    [InlineData("Cancelling", ReceiptState.Pending)]
    [InlineData("SomethingNew", ReceiptState.Pending)]
    [InlineData("Success", ReceiptState.Done)]
    [InlineData("CompletedWithSuccess", ReceiptState.Done)]
    [InlineData("Failed", ReceiptState.Failed)]
    [InlineData("TimedOut", ReceiptState.Failed)]
    [InlineData("Cancelled", ReceiptState.Failed)]
    [InlineData("CompletedWithFailure", ReceiptState.Failed)]
    [InlineData("Rejected", ReceiptState.Failed)]
    [InlineData("Exited", ReceiptState.Failed)]
    public async Task How_far_an_automation_is(string status, ReceiptState state)
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.Json(
            $$"""
            {"AutomationExecution":{"AutomationExecutionId":"e-1","FailureMessage":"Step 2: no",
            "AutomationExecutionStatus":"{{status}}"} }
            """));
        using var clients = aws.Clients();
        var seen = await new AwsAutomations(clients).ReadReceiptAsync(MotoFixture.Home, "e-1", Cancel);
        Assert.Equal(new ReceiptSnapshot("e-1", state, $"{status}: Step 2: no"), seen);
    }

    [Theory]
    [InlineData("AutomationDefinitionNotFoundException", PortFailure.NotFound)]
    [InlineData("AutomationDefinitionVersionNotFoundException", PortFailure.NotFound)]
    [InlineData("AutomationExecutionLimitExceededException", PortFailure.Throttled)]
    [InlineData("InvalidAutomationExecutionParametersException", PortFailure.Refused)]
    [InlineData("IdempotentParameterMismatch", PortFailure.Refused)]
    [InlineData("AccessDeniedException", PortFailure.Denied)]
    [InlineData("ThrottlingException", PortFailure.Throttled)]
    public async Task An_error_of_an_automation_is_what_the_executor_can_act_on(string code, PortFailure failure)
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.JsonError(400, code));
        using var clients = aws.Clients();
        var error = await Assert.ThrowsAsync<PortException>(
            () => new AwsAutomations(clients).PerformAsync(MotoFixture.Home, Start, Cancel));
        Assert.Equal(failure, error.Failure);
        Assert.StartsWith("automation Drain in account 123456789012", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_is_waited_for_and_its_answer_shortened()
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.RestJson($"\"{new string('x', 900)}\""));
        using var clients = aws.Clients();

        var answer = await new AwsAutomations(clients)
            .PerformAsync(MotoFixture.Home, new Change.InvokeFunction("drain", """{"a":1}"""), Cancel);

        Assert.Equal("\"" + new string('x', 399) + "…", answer);
        var sent = Assert.Single(aws.Requests(Drain));
        Assert.Equal("RequestResponse", sent.Headers["X-Amz-Invocation-Type"]);
        Assert.Equal("""{"a":1}""", sent.Body);
    }

    [Fact]
    public async Task An_error_of_the_function_itself_is_refused_in_its_own_words()
    {
        await using var aws = await CannedAws.StartAsync((_, _) =>
            CannedAnswer.RestJson("""{"errorMessage":"no such queue"}""") with { FunctionError = "Unhandled" });
        using var clients = aws.Clients();
        var error = await Assert.ThrowsAsync<PortException>(() => new AwsAutomations(clients)
            .PerformAsync(MotoFixture.Home, new Change.InvokeFunction("drain", "{}"), Cancel));
        Assert.Equal(PortFailure.Refused, error.Failure);
        Assert.Contains("no such queue", error.Message, StringComparison.Ordinal);
        Assert.Contains("function drain", error.Message, StringComparison.Ordinal);
        Assert.Contains("It ran", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_arn_says_where_the_function_is()
    {
        const string Arn = "arn:aws:lambda:eu-central-1:123456789012:function:drain:live";
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.RestJson("null"));
        using var clients = aws.Clients();
        await new AwsAutomations(clients).PerformAsync(MotoFixture.Home, new Change.InvokeFunction(Arn, "{}"), Cancel);
        var sent = Assert.Single(aws.Requests($"POST /2015-03-31/functions/{Uri.EscapeDataString(Arn)}/invocations"));
        Assert.Contains("/eu-central-1/lambda/aws4_request", sent.Headers["Authorization"], StringComparison.Ordinal);
    }
}
