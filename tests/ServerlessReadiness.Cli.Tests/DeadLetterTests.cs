using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using ServerlessReadiness.Testing;

namespace ServerlessReadiness.Cli.Tests;

/// <summary>Letters in the stack's queues, against moto; a proxy answers in the functions' place, which moto has not.
/// </summary>
public sealed class DeadLetterTests(MotoFixture moto)
{
    private const string Letter = """
        {"version":"1.0","requestContext":{"requestId":"1","functionArn":
        "arn:aws:lambda:ap-northeast-2:123456789012:function:shop-AlarmResponder-ABC:$LATEST",
        "condition":"RetriesExhausted","approximateInvokeCount":3},"requestPayload":{"AlarmName":"cpu"},
        "responseContext":{"statusCode":200,"functionError":"Unhandled"},
        "responsePayload":{"errorType":"PortException","errorMessage":"Table t is asked too often."}}
        """;

    private static int _stacks;

    [Fact]
    public async Task Letters_are_counted_shown_and_stay_where_they_are()
    {
        var (shell, sqs, stack) = await StackAsync();
        using var _ = sqs;
        await sqs.SendMessageAsync(await UrlAsync(sqs, stack, "AlarmResponderFailures"), Letter);
        await sqs.SendMessageAsync(
            await UrlAsync(sqs, stack, "OperatorCommandsDeliveryDeadLetters"),
            """{"Type":"Notification","TopicArn":"arn:aws:sns:ap-northeast-2:1:c","Message":"please pause"}""");

        var list = await DoneAsync(shell, "deadletters", "list");
        Assert.Equal(2, (int)list["waiting"]!);
        var queues = list["queues"]!.AsArray().ToDictionary(q => (string)q!["queue"]!, q => q!);
        Assert.Equal("AlarmResponder", (string?)queues["AlarmResponderFailures"]["function"]);
        Assert.Equal("OperatorCommands", (string?)queues["OperatorCommandsDeliveryDeadLetters"]["function"]);
        Assert.Equal(0, (int)queues["ClockFailures"]["waiting"]!);
        Assert.NotNull(queues["AlarmResponderFailures"]["oldest"]);

        var shown = await DoneAsync(shell, "deadletters", "show", "AlarmResponderFailures");
        var letter = Assert.Single(shown["letters"]!.AsArray())!;
        Assert.Equal("Table t is asked too often.", (string?)letter["reason"]);
        Assert.Equal("arn:aws:lambda:ap-northeast-2:123456789012:function:shop-AlarmResponder-ABC", (string?)letter["function"]);
        Assert.Equal(Letter, (string?)letter["body"]);
        Assert.Contains("please pause", (await ToolRun.OfAsync(shell, "deadletters", "show")).Out, StringComparison.Ordinal);

        Assert.Equal(2, (int)(await DoneAsync(shell, "status"))["deadLetters"]!);
        Assert.Contains(
            "Dead letters: 1 in AlarmResponderFailures",
            (await ToolRun.OfAsync(shell, "status")).Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redriven_letter_leaves_its_queue_once_its_function_has_answered_it()
    {
        var (shell, sqs, stack) = await StackAsync();
        using var _ = sqs;
        var url = await UrlAsync(sqs, stack, "AlarmResponderFailures");
        await sqs.SendMessageAsync(url, Letter);
        await using var proxy = await AwsProxy.StartAsync(await moto.UriAsync(default));
        var through = new Dictionary<string, string>(shell) { ["AWS_ENDPOINT_URL"] = proxy.Uri.AbsoluteUri };

        // Without its function the letter stays.
        var failed = await ToolRun.OfAsync(through, "deadletters", "redrive", "AlarmResponderFailures", "--yes");
        Assert.Equal(3, failed.ExitCode);
        Assert.Equal(1, await WaitingAsync(sqs, url, visible: true));

        const string Verdict = """[{"event":"web-shop","verdict":"Unconfirmed","reason":"it is over"}]""";
        proxy.Add(new ProxyRule.Answer(InvokeAction, 200, "application/json", Verdict));
        var asked = await ToolRun.OfAsync(through, "deadletters", "redrive", "AlarmResponderFailures");
        Assert.Equal(2, asked.ExitCode);
        var done = await DoneAsync(through, "deadletters", "redrive", "AlarmResponderFailures", "--yes");
        var result = Assert.Single(done["letters"]!.AsArray())!;
        Assert.Equal((true, Verdict), ((bool)result["gone"]!, (string?)result["answer"]));
        Assert.Equal(0, await WaitingAsync(sqs, url, visible: true));
        Assert.Equal(0, await WaitingAsync(sqs, url, visible: false));
    }

    [Fact]
    public async Task A_letter_that_names_no_function_needs_one_and_one_can_be_given_up()
    {
        var (shell, sqs, stack) = await StackAsync();
        using var _ = sqs;
        var url = await UrlAsync(sqs, stack, "AlarmDeliveryDeadLetters");
        await sqs.SendMessageAsync(url, "please pause");
        var unnamed = await ToolRun.OfAsync(shell, "deadletters", "redrive", "AlarmDeliveryDeadLetters", "--yes");
        Assert.Equal(2, unnamed.ExitCode);
        Assert.Contains("name AlarmResponder with --to", unnamed.Error, StringComparison.Ordinal);
        var other = await ToolRun.OfAsync(
            shell, "deadletters", "redrive", "AlarmDeliveryDeadLetters", "--yes", "--letter", "another");
        Assert.Equal(1, other.ExitCode);
        Assert.Equal(1, await WaitingAsync(sqs, url, visible: true));
        var deleted = await DoneAsync(shell, "deadletters", "redrive", "AlarmDeliveryDeadLetters", "--yes", "--delete");
        Assert.True((bool)deleted["letters"]![0]!["gone"]!);
        Assert.Equal(0, await WaitingAsync(sqs, url, visible: true));
    }

    [Theory]
    [InlineData(2, "has no queue Nothing", "deadletters", "show", "Nothing")]
    [InlineData(1, "stack other has no queues", "deadletters", "list", "--stack", "other")]
    [InlineData(2, "--limit 0 is out of range", "deadletters", "show", "--limit", "0")]
    public async Task What_is_not_there_is_told(int exitCode, string words, params string[] args)
    {
        var (shell, sqs, _) = await StackAsync();
        using var client = sqs;
        var run = await ToolRun.OfAsync(shell, args);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    private const string InvokeAction =
        "POST /2015-03-31/functions/arn:aws:lambda:ap-northeast-2:123456789012:function:shop-AlarmResponder-ABC/invocations";

    private static async Task<JsonObject> DoneAsync(IReadOnlyDictionary<string, string> shell, params string[] args)
    {
        var run = await ToolRun.OfAsync(shell, [.. args, "--output", "json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Json;
    }

    private static async Task<string> UrlAsync(AmazonSQSClient sqs, string stack, string queue) =>
        (await sqs.GetQueueUrlAsync($"{stack}-{queue}-XYZ")).QueueUrl;

    private static async Task<int> WaitingAsync(AmazonSQSClient sqs, string url, bool visible)
    {
        var name = visible ? "ApproximateNumberOfMessages" : "ApproximateNumberOfMessagesNotVisible";
        var response = await sqs.GetQueueAttributesAsync(url, [name]);
        return int.Parse(response.Attributes[name], System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<(IReadOnlyDictionary<string, string> Shell, AmazonSQSClient Sqs, string Stack)> StackAsync()
    {
        var stack = $"shop{Interlocked.Increment(ref _stacks)}";
        var uri = await moto.UriAsync(TestContext.Current.CancellationToken);
        var sqs = new AmazonSQSClient(
            new BasicAWSCredentials("testing", "testing"),
            new AmazonSQSConfig { ServiceURL = uri.AbsoluteUri, AuthenticationRegion = MotoFixture.Region });
        string[] queues =
        [
            "AlarmDeliveryDeadLetters", "AlarmResponderFailures", "ClockFailures", "OperatorCommandsDeliveryDeadLetters",
        ];
        foreach (var queue in queues)
        {
            await sqs.CreateQueueAsync(new CreateQueueRequest { QueueName = $"{stack}-{queue}-XYZ" });
        }

        var shell = new Dictionary<string, string>(await moto.InitAsync()) { ["READINESS_STACK"] = stack };
        return (shell, sqs, stack);
    }
}
