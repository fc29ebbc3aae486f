namespace ServerlessReadiness.Cli.Tests;

/// <summary>What is wrong with a call is said before anything is reached.</summary>
public sealed class InputTests
{
    private static readonly Dictionary<string, string> WithRegion = new() { ["AWS_REGION"] = "ap-northeast-2" };

    private static readonly Dictionary<string, string> WithTable = new()
    {
        ["AWS_REGION"] = "ap-northeast-2",
        ["READINESS_TABLE"] = "t",
        ["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1",
        ["READINESS_NOTIFICATIONS_TOPIC_ARN"] = "arn:aws:sns:ap-northeast-2:123456789012:n",
    };

    public static TheoryData<string, string> BadCalls { get; } = new()
    {
        { "status", "no AWS region is known" },
        { "journal --region ap-northeast-2", "no state table is known" },
        { "journal --limit 0", "--limit 0 is out of range" },
        { "journal --event Nope", "\"Nope\" is no event id" },
        { "mode act --reason x", "Option '--event' is required" },
        { "mode sideways --event web-shop --reason x", "'sideways'" },
        { "status --output yaml", "yaml" },
        { "status --endpoint-url nowhere", "endpoint URL \"nowhere\" is not an http or https address" },
        { "frobnicate", "frobnicate" },
        { "local init --region ap-northeast-2", "never goes to AWS itself" },
        { "local init --endpoint-url https://dynamodb.eu-west-1.amazonaws.com --region eu-west-1", "is elsewhere" },
        { "send /nowhere.json --local", "/nowhere.json: the signal cannot be read: there is no such file" },
        { "send /nowhere.json", "no alarm topic is known" },
        { "send /nowhere.json --topic-arn queue", "\"queue\" is no standard topic's ARN" },
        { "send /nowhere.json --mode act", "--plan and --mode are for the world in memory" },
        {
            "send x.json --local --endpoint-url https://sns.eu-west-1.amazonaws.com",
            "send --local goes to this machine only"
        },
    };

    [Theory]
    [MemberData(nameof(BadCalls))]
    public async Task Bad_input_is_exit_code_two_with_cause_and_next_step(string call, string cause)
    {
        var run = await ToolRun.OfAsync(call.Split(' '));
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains(cause, run.Error, StringComparison.Ordinal);
        Assert.Contains("Next: ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(BadCalls))]
    public async Task Errors_are_one_document_in_json(string call, string cause)
    {
        if (call.Contains("--output", StringComparison.Ordinal))
        {
            return;
        }

        var run = await ToolRun.OfAsync([.. call.Split(' '), "--output", "json"]);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains(cause, (string?)run.ErrorJson["error"], StringComparison.Ordinal);
        Assert.NotEmpty((string)run.ErrorJson["next"]!);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("journal --event web-shop")]
    [InlineData("mode paused --event web-shop --reason maintenance")]
    [InlineData("local init")]
    public async Task An_endpoint_that_nobody_listens_on_is_exit_code_three(string call)
    {
        var run = await ToolRun.OfAsync(WithTable, [.. call.Split(' '), "--output", "json"]);
        Assert.Equal((3, ""), (run.ExitCode, run.Out));
        Assert.Contains("refused", (string?)run.ErrorJson["error"], StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_profile_is_bad_input()
    {
        var run = await ToolRun.OfAsync(WithRegion, "status", "--table", "t", "--profile", "no-such-profile-here");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("no profile \"no-such-profile-here\"", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_lists_the_exit_codes()
    {
        var run = await ToolRun.OfAsync("--help");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(
            string.Join(' ', ExitCodes.Help.Split(' ')),
            string.Join(' ', run.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);
        Assert.Contains("--endpoint-url", run.Out, StringComparison.Ordinal);
    }
}
