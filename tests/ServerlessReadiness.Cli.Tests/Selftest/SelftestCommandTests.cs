using System.Text.Json.Nodes;
using ServerlessReadiness.Cli.Selftest;
using ServerlessReadiness.Testing;

namespace ServerlessReadiness.Cli.Tests.Selftest;

/// <summary><c>selftest</c> on the sandbox's template in moto, with answers of AWS where moto lacks or differs.</summary>
public sealed class SelftestCommandTests(MotoFixture moto)
{
    private const string Xml = "text/xml";
    private const string Json = "application/x-amz-json-1.1";
    private const string Taken = "<Response><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></Response>";

    [Fact]
    public async Task Against_moto_all_is_tried_nothing_is_proven_and_everything_is_put_back()
    {
        await using var stack = await SandboxStack.CreateAsync(moto, withLoadBalancer: true);
        var before = await stack.DnsAsync();

        var run = await stack.RunAsync("--yes", "--output", "json");

        Assert.Equal("", run.Error);
        var json = run.Json;
        Assert.Equal("against an imitation: proves nothing about AWS", (string?)json["note"]);
        Assert.Equal(0, (int)json["onAws"]!["seen"]!);
        Assert.Empty(json["leftBehind"]!.AsArray());
        var beliefs = json["beliefs"]!.AsArray();
        Assert.Equal(BeliefBook.Read().Select(b => b.Id), beliefs.Select(b => (string?)b!["belief"]));
        Assert.All(beliefs, b => Assert.Equal("unverified", (string?)b!["verdict"]));
        Assert.All(beliefs, b => Assert.False(string.IsNullOrEmpty((string?)b!["reason"])));
        Assert.Equal("needs a function that is called; the sandbox has none", (string?)Belief(run, "B14")["reason"]);
        var answered = string.Join("; ", new[] { "as we believe", "otherwise", "cannot tell" }
            .Select(answer => $"{answer}: {string.Join(' ', beliefs
                .Where(b => (string?)b!["imitationAnswers"] == answer)
                .Select(b => (string?)b!["belief"]))}"));
        Assert.Equal(
            "as we believe: B3 B6 B9 B29 B48 B64; otherwise: B4 B5 B8 B16 B27 B35 B37 B38 B42 B43; "
            + "cannot tell: B1 B2 B13 B15 B17 B18 B19 B30 B40 B50 B70 B73 B79",
            answered);
        Assert.Equal(ExitCodes.No, run.ExitCode);
        Assert.Equal(before.Split(' ').Order(), (await stack.DnsAsync()).Split(' ').Order());
        Assert.Equal(("0", "3", "0", 0), await stack.GroupAsync());
    }

    /// <summary>One at a time: moto takes no record a second time, also when it was deleted in between.</summary>
    [Theory]
    [InlineData("B29", "as we believe", "refused, and nothing changed", ExitCodes.Done)]
    [InlineData("B30", "as we believe", "INSYNC after", ExitCodes.Done)]
    [InlineData("B40", "otherwise", "a DELETE that names another weight than the record has was made", ExitCodes.No)]
    public async Task Records_are_put_back_whether_the_belief_holds_or_not(
        string belief,
        string answer,
        string seen,
        int exitCode)
    {
        await using var stack = await SandboxStack.CreateAsync(moto);
        var before = await stack.DnsAsync();
        var run = await stack.RunAsync("--yes", "--only", belief, "--output", "json");
        Assert.Equal(answer, (string?)Belief(run, belief)["imitationAnswers"]);
        Assert.StartsWith(seen, (string?)Belief(run, belief)["seen"], StringComparison.Ordinal);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(before.Split(' ').Order(), (await stack.DnsAsync()).Split(' ').Order());
    }

    [Fact]
    public async Task A_person_sees_what_will_be_done_and_is_asked()
    {
        await using var stack = await SandboxStack.CreateAsync(moto);
        var run = await stack.RunAsync("--only", "B3,b48");
        Assert.Equal(ExitCodes.BadInput, run.ExitCode);
        Assert.Contains($"2 beliefs are tried on sandbox {stack.Name}", run.Out, StringComparison.Ordinal);
        Assert.Contains("puts each back", run.Out, StringComparison.Ordinal);
        Assert.Contains($"Trying beliefs on sandbox {stack.Name} needs a person's agreement", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, stack.Proxy.Forwarded("UpdateAutoScalingGroup"));
    }

    [Fact]
    public async Task A_belief_that_is_contradicted_is_told_with_what_was_seen_instead()
    {
        await using var stack = await SandboxStack.CreateAsync(moto);
        var sound = await stack.RunAsync("--yes", "--only", "B48", "--output", "json");
        Assert.Equal((ExitCodes.Done, "as we believe"), (sound.ExitCode, (string?)Belief(sound, "B48")["imitationAnswers"]));

        stack.Proxy.Add(new ProxyRule.Answer("PutParameter", 200, Json, """{"Version":2}"""));
        var other = await stack.RunAsync("--yes", "--only", "B48", "--output", "json");
        Assert.Equal((ExitCodes.No, "otherwise"), (other.ExitCode, (string?)Belief(other, "B48")["imitationAnswers"]));
        var text = await stack.RunAsync("--yes", "--only", "B48");
        Assert.Equal(ExitCodes.No, text.ExitCode);
        Assert.Contains("B48: we believe: `PutParameter` has no compare and swap", text.Out, StringComparison.Ordinal);
        Assert.Contains("What was seen: it was replaced", text.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_that_AWS_gives_and_moto_lacks_are_understood()
    {
        await using var stack = await SandboxStack.CreateAsync(moto);
        stack.Proxy.Add(new ProxyRule.Answer("PutScheduledUpdateGroupAction", 200, Xml, Taken) { Times = 1 });
        stack.Proxy.Add(Refusal("PutScheduledUpdateGroupAction", "AlreadyExists", "an action of that time exists"));
        stack.Proxy.Add(Refusal("CompleteLifecycleAction", "ValidationError", "No active Lifecycle Action found with token t"));
        stack.Proxy.Add(Refusal("RecordLifecycleActionHeartbeat", "ValidationError", "No active Lifecycle Action found with token t"));
        stack.Proxy.Add(new ProxyRule.Answer("GetAWSDefaultServiceQuota", 200, Json,
            """{"Quota":{"QuotaName":"gp2 gp3 io1 io2 concurrent vCPU","Value":1}}"""));

        var run = await stack.RunAsync("--yes", "--only", "B16,B50,B73", "--output", "json");

        Assert.Equal((ExitCodes.Done, ""), (run.ExitCode, run.Error));
        Assert.All(new[] { "B16", "B50", "B73" }, id =>
            Assert.Equal("as we believe", (string?)Belief(run, id)["imitationAnswers"]));
    }

    [Theory]
    [InlineData("2026-11-24T00:00:00.123Z", ExitCodes.Done, "as we believe")]
    [InlineData("2026-11-24T00:00:00.124Z", ExitCodes.No, "otherwise")]
    public async Task One_transition_is_held_against_both_messages_and_what_is_described(
        string described,
        int exitCode,
        string answer)
    {
        await using var stack = await SandboxStack.CreateAsync(moto);
        var alarm = $"arn:aws:cloudwatch:{MotoFixture.Region}:123456789012:alarm:{stack.Name}-selftest";
        stack.Proxy.Add(new ProxyRule.Answer("DescribeAlarms", 200, Xml,
            "<DescribeAlarmsResponse xmlns=\"http://monitoring.amazonaws.com/doc/2010-08-01/\"><DescribeAlarmsResult>"
            + $"<MetricAlarms><member><AlarmName>{stack.Name}-selftest</AlarmName><AlarmArn>{alarm}</AlarmArn>"
            + $"<StateValue>ALARM</StateValue><StateTransitionedTimestamp>{described}</StateTransitionedTimestamp></member>"
            + "</MetricAlarms></DescribeAlarmsResult></DescribeAlarmsResponse>"));

        // The queue is emptied first; what is there already stands for what comes after.
        stack.Proxy.Add(new ProxyRule.Answer("ReceiveMessage", 200, Json, "{}") { Times = 1 });
        foreach (var message in Messages(stack.Name, alarm))
        {
            await stack.QueueAsync(message);
        }

        var run = await stack.RunAsync("--yes", "--only", "B1", "--output", "json");

        Assert.Equal((exitCode, answer), (run.ExitCode, (string?)Belief(run, "B1")["imitationAnswers"]));
        Assert.Contains("EventBridge 2026-11-24T00:00:00.1230000", (string?)Belief(run, "B1")["seen"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_carry_the_tag_is_refused_before_anything_is_touched()
    {
        await using var stack = await SandboxStack.CreateAsync(moto);
        var names = await stack.NamesAsync();
        names["group"] = "web-asg";
        await stack.SetNamesAsync(names);

        var run = await stack.RunAsync("--yes");

        Assert.Equal(ExitCodes.BadInput, run.ExitCode);
        Assert.Contains($"group web-asg is not tagged readiness:sandbox={stack.Name}, so nothing was touched", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(stack.Proxy.Calls, c => !c.Action.Contains("Get", StringComparison.OrdinalIgnoreCase)
            && !c.Action.StartsWith("Describe", StringComparison.Ordinal)
            && !c.Action.StartsWith("List", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Parameters_outside_the_sandbox_and_sandboxes_that_are_none_are_refused()
    {
        await using var stack = await SandboxStack.CreateAsync(moto);
        var names = await stack.NamesAsync();
        names["settings"] = "/shop/features";
        await stack.SetNamesAsync(names);
        var outside = await stack.RunAsync("--yes");
        Assert.Equal(ExitCodes.BadInput, outside.ExitCode);
        Assert.Contains("lie outside it, at /shop/features", outside.Error, StringComparison.Ordinal);

        var none = await stack.RunAsync("--yes", "--sandbox", "nobodys");
        Assert.Equal(ExitCodes.BadInput, none.ExitCode);
    }

    [Fact]
    public async Task The_sandbox_is_put_back_after_an_experiment_that_failed()
    {
        await using var stack = await SandboxStack.CreateAsync(moto);
        stack.Proxy.Add(new ProxyRule.Answer("TerminateInstanceInAutoScalingGroup", 503, Xml, "<Error/>"));

        var run = await stack.RunAsync("--yes", "--only", "B4", "--output", "json");

        Assert.Equal("cannot tell", (string?)Belief(run, "B4")["imitationAnswers"]);
        Assert.Contains("TerminateInstanceInAutoScalingGroup", (string?)Belief(run, "B4")["seen"], StringComparison.Ordinal);
        Assert.Empty(run.Json["leftBehind"]!.AsArray());
        Assert.Equal(("0", "3", "0", 0), await stack.GroupAsync());
    }

    [Fact]
    public async Task What_cannot_be_put_back_is_said_and_is_a_failure()
    {
        await using var stack = await SandboxStack.CreateAsync(moto);
        stack.Proxy.Add(Refusal("SetDesiredCapacity", "AccessDenied", "not you"));

        var run = await stack.RunAsync("--yes", "--only", "B3");

        Assert.Equal(ExitCodes.Failure, run.ExitCode);
        Assert.Contains("could not put back group ", run.Out, StringComparison.Ordinal);
        Assert.Contains("AccessDenied", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_stops_it_finds_the_sandbox_as_it_was()
    {
        await using var stack = await SandboxStack.CreateAsync(moto);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var kept = stack.Proxy.Add(new ProxyRule.Keep("PutScheduledUpdateGroupAction"));
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var around = new CliSurroundings(
            output, error, _ => null, TimeProvider.System, "tester", IsTerminal: false, CliSurroundings.WidthOfFiles);
        var running = new ReadinessTool(around).RunAsync(
            [
                "selftest", "--sandbox", stack.Name, "--yes", "--only", "B3,B15,B19", "--output", "json",
                "--endpoint-url", stack.Proxy.Uri.AbsoluteUri, "--region", MotoFixture.Region,
            ],
            stop.Token);
        await kept.Reached.WaitAsync(stop.Token);
        await stop.CancelAsync();

        Assert.Equal(130, await running);
        var json = JsonNode.Parse(output.ToString())!;
        Assert.True((bool)json["stopped"]!);
        Assert.Empty(json["leftBehind"]!.AsArray());
        var stopped = json["beliefs"]!.AsArray().Single(b => (string?)b!["belief"] == "B19")!;
        Assert.Equal("stopped before it", (string?)stopped["reason"]);
        Assert.Equal(("0", "3", "0", 0), await stack.GroupAsync());
    }

    [Theory]
    [InlineData("B3,B999", "there is no belief B999", "B3, B4, B5, B6")]
    [InlineData("B7", "B7 cannot be tried: needs an instance refresh", "B3, B4, B5, B6")]
    [InlineData(",", "--only names no belief", "B3, B4, B5, B6")]
    public async Task Only_beliefs_that_can_be_tried_may_be_named(string only, string error, string list)
    {
        var run = await ToolRun.OfAsync("selftest", "--sandbox", "box", "--only", only, "--region", "eu-west-1");
        Assert.Equal(ExitCodes.BadInput, run.ExitCode);
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
        Assert.Contains(list, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("my_stack")]
    [InlineData("../prod")]
    public async Task A_name_that_no_stack_has_is_refused(string name)
    {
        var run = await ToolRun.OfAsync("selftest", "--sandbox", name, "--region", "eu-west-1");
        Assert.Equal(ExitCodes.BadInput, run.ExitCode);
        Assert.Contains($"\"{name}\" is no name of a stack", run.Error, StringComparison.Ordinal);
    }

    private static JsonObject Belief(ToolRun run, string id) => run.Json["beliefs"]!.AsArray()
        .Single(b => (string?)b!["belief"] == id)!.AsObject();

    /// <summary>One transition as SNS and as EventBridge tell it.</summary>
    private static string[] Messages(string stack, string alarm)
    {
        var message = new JsonObject
        {
            ["AlarmName"] = $"{stack}-selftest",
            ["AlarmArn"] = alarm,
            ["NewStateValue"] = "ALARM",
            ["StateChangeTime"] = "2026-11-24T00:00:00.123+0000",
        };
        var sns = new JsonObject
        {
            ["Type"] = "Notification",
            ["MessageId"] = "1",
            ["TopicArn"] = "arn:aws:sns:eu-west-1:123456789012:t",
            ["Message"] = message.ToJsonString(),
        };
        var bridge = new JsonObject
        {
            ["source"] = "aws.cloudwatch",
            ["detail-type"] = "CloudWatch Alarm State Change",
            ["account"] = "123456789012",
            ["region"] = MotoFixture.Region,
            ["resources"] = new JsonArray(alarm),
            ["detail"] = new JsonObject
            {
                ["alarmName"] = $"{stack}-selftest",
                ["state"] = new JsonObject { ["value"] = "ALARM", ["timestamp"] = "2026-11-24T00:00:00.123+0000" },
            },
        };
        return [sns.ToJsonString(), bridge.ToJsonString()];
    }

    private static ProxyRule.Answer Refusal(string action, string code, string words) => new(
        action,
        400,
        Xml,
        $"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{words}</Message></Error>"
        + "<RequestId>1</RequestId></ErrorResponse>");
}
