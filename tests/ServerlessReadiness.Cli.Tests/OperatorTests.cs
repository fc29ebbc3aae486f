using System.Text.Json.Nodes;

namespace ServerlessReadiness.Cli.Tests;

/// <summary>People command a live event from the command line, against moto. Runs are left to a Clock that never beats.
/// </summary>
public sealed class OperatorTests(MotoFixture moto)
{
    private static readonly string[] Event = ["--event", "web-shop", "--reason", "test"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pause_and_a_resume_go_through_the_command_model_under_the_callers_ARN()
    {
        var shell = await LiveAsync();
        var paused = await DoneAsync(shell, ["pause", .. Event, "--id", "p-1"]);
        Assert.Equal("mode changed from Act to Paused", (string?)paused["words"]);
        Assert.StartsWith("arn:aws:sts::123456789012:", (string?)paused["who"], StringComparison.Ordinal);

        Assert.Empty(paused["armed"]!.AsArray());

        // The same id is the same command; its result is read back.
        Assert.Equal(paused.ToJsonString(), (await DoneAsync(shell, ["pause", .. Event, "--id", "p-1"])).ToJsonString());
        paused.Remove("armed");
        Assert.Equal(
            paused.ToJsonString(),
            (await DoneAsync(shell, ["command", "p-1", "--event", "web-shop"])).ToJsonString());
        var resumed = await DoneAsync(shell, ["resume", .. Event, "--yes"]);
        Assert.Equal("mode changed from Paused to Act", (string?)resumed["words"]);
        var journal = await ToolRun.OfAsync(shell, "journal", "--output", "json");
        var people = journal.Json["lines"]!.AsArray().Where(l => (string?)l!["kind"] == "Person").ToList();
        Assert.Equal(["plan v1", "pause", "resume"], people.Select(l => (string?)l!["verdict"]));
    }

    [Fact]
    public async Task A_component_is_held_until_a_time_of_day_and_released()
    {
        var shell = await LiveAsync();
        var held = await DoneAsync(shell, ["hold", "web", .. Event, "--until", "2h"]);
        Assert.Contains("hands off component web until", (string?)held["words"], StringComparison.Ordinal);
        var clock = await DoneAsync(shell, ["hold", "web", .. Event, "--until", "14:00"]);

        // 14:00 in Seoul.
        Assert.Contains("05:00:00Z", (string?)clock["words"], StringComparison.Ordinal);
        var status = await ToolRun.OfAsync(shell, "status", "--output", "json");
        Assert.NotNull(status.Json["events"]![0]!["components"]![0]!["hold"]);
        await DoneAsync(shell, ["release", "web", .. Event, "--yes"]);
        await MustFailAsync(shell, 1, "is not on hold", ["resume", "web", .. Event, "--yes"]);
    }

    [Fact]
    public async Task A_run_is_started_shown_and_ended()
    {
        var shell = await LiveAsync();
        var started = await DoneAsync(shell, ["run", "scale-out", "--component", "web", "--set", "byPercent=25", .. Event, "--yes"]);
        var run = (string)started["run"]!;
        var shown = await ToolRun.OfAsync(shell, "runs", "--event", "web-shop", "--output", "json");
        Assert.Equal(run, (string?)shown.Json["runs"]!.AsArray().Single()!["run"]);
        var one = await ToolRun.OfAsync(shell, "runs", run, "--event", "web-shop", "--output", "json");
        Assert.Equal("raise", (string?)one.Json["steps"]!.AsArray().Single()!["step"]);
        Assert.Contains("Steps", (await ToolRun.OfAsync(shell, "runs", run, "--event", "web-shop")).Out, StringComparison.Ordinal);
        await MustFailAsync(shell, 1, "", ["approve", run, .. Event, "--yes"]);
        var aborted = await DoneAsync(shell, ["abort", run, .. Event, "--yes"]);
        Assert.Equal(run, (string?)aborted["run"]);
        await MustFailAsync(shell, 1, "", ["abort", run, .. Event, "--yes"]);
    }

    [Fact]
    public async Task A_floor_is_a_run_within_the_ceiling()
    {
        var shell = await LiveAsync();
        var set = await DoneAsync(shell, ["floor", "web", "5", .. Event, "--yes"]);
        var run = await ToolRun.OfAsync(shell, "runs", (string)set["run"]!, "--event", "web-shop", "--output", "json");
        Assert.Equal("set-floor", (string?)run.Json["runbook"]);
        await MustFailAsync(shell, 2, "above the ceiling", ["floor", "web", "5000", .. Event, "--yes"]);
    }

    [Fact]
    public async Task An_issue_is_opened_updated_listed_and_closed()
    {
        var shell = await LiveAsync();
        var opened = await DoneAsync(shell, ["issue", "open", "payments are slow", "--component", "web", .. Event]);
        var id = (string)opened["issue"]!;
        await DoneAsync(shell, ["issue", "update", id, "--owner", "kim", "--expected", "45m", .. Event]);
        var list = await ToolRun.OfAsync(shell, "issue", "list", "--event", "web-shop", "--output", "json");
        var issue = Assert.Single(list.Json["issues"]!.AsArray())!;
        Assert.Equal(("kim", "Reported"), ((string?)issue["owner"], (string?)issue["kind"]));
        Assert.NotNull(issue["expectedBy"]);
        Assert.Contains("payments", (await ToolRun.OfAsync(shell, "issue", "list", "--event", "web-shop")).Out, StringComparison.Ordinal);
        await DoneAsync(shell, ["issue", "close", id, .. Event]);
        list = await ToolRun.OfAsync(shell, "issue", "list", "--event", "web-shop", "--output", "json");
        Assert.Empty(list.Json["issues"]!.AsArray());
    }

    [Theory]
    [InlineData(1, "there is no event other", "pause", "--event", "other", "--reason", "x")]
    [InlineData(2, "no event is named", "pause", "--reason", "x")]
    [InlineData(2, "the reason is empty", "pause", "--event", "web-shop", "--reason", " ")]
    [InlineData(2, "the reason is empty", "pause", "--event", "web-shop")]
    [InlineData(2, "no command's id", "pause", "--event", "web-shop", "--reason", "x", "--id", "a b")]
    [InlineData(2, "add --yes", "resume", "--event", "web-shop", "--reason", "x")]
    [InlineData(1, "no component nothing", "hold", "nothing", "--event", "web-shop", "--reason", "x")]
    [InlineData(2, "no length of time", "hold", "web", "--event", "web-shop", "--reason", "x", "--until", "soon")]
    [InlineData(2, "is over", "hold", "web", "--event", "web-shop", "--reason", "x", "--until", "2020-01-01T00:00:00Z")]
    [InlineData(2, "no run's id", "abort", "short", "--event", "web-shop", "--reason", "x", "--yes")]
    [InlineData(1, "has no run", "abort", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "--event", "web-shop", "--reason", "x", "--yes")]
    [InlineData(1, "has no run", "runs", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "--event", "web-shop")]
    [InlineData(1, "no runbook", "run", "nothing", "--component", "web", "--event", "web-shop", "--reason", "x", "--yes")]
    [InlineData(2, "is no value", "run", "scale-out", "--component", "web", "--set", "by", "--event", "web-shop", "--reason", "x", "--yes")]
    [InlineData(2, "given twice", "run", "scale-out", "--component", "web", "--set", "a=1", "--set", "a=2", "--event", "web-shop", "--reason", "x", "--yes")]
    [InlineData(2, "no instance's id", "run", "scale-out", "--component", "web", "--instance", "x", "--event", "web-shop", "--reason", "x", "--yes")]
    [InlineData(1, "never heard of alarm", "ack", "cpu", "--event", "web-shop", "--reason", "x")]
    [InlineData(2, "no issue's id", "issue", "close", "one", "--event", "web-shop", "--reason", "x")]
    [InlineData(2, "changes nothing", "issue", "update", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "--event", "web-shop", "--reason", "x")]
    [InlineData(1, "no command never", "command", "never", "--event", "web-shop")]
    [InlineData(2, "no role is named", "pause", "--hard")]
    [InlineData(2, "needs a terminal", "watch", "--event", "web-shop")]
    [InlineData(1, "there is no event other", "watch", "--event", "other", "--once")]
    [InlineData(2, "out of range", "watch", "--event", "web-shop", "--every", "0")]
    [InlineData(2, "no stack is known", "deadletters", "list")]
    public async Task What_cannot_be_done_is_refused_with_its_reason(int exitCode, string words, params string[] args) =>
        await MustFailAsync(await LiveAsync(), exitCode, words, args);

    [Fact]
    public async Task A_hard_pause_prints_the_plain_command_and_does_it_only_with_agreement()
    {
        var shell = await LiveAsync();
        using var iam = new Amazon.IdentityManagement.AmazonIdentityManagementServiceClient(
            new Amazon.Runtime.BasicAWSCredentials("testing", "testing"),
            new Amazon.IdentityManagement.AmazonIdentityManagementServiceConfig
            {
                ServiceURL = (await moto.UriAsync(Cancel)).AbsoluteUri,
                AuthenticationRegion = "us-east-1",
            });
        await iam.CreateRoleAsync(new Amazon.IdentityManagement.Model.CreateRoleRequest
        {
            RoleName = "executor-role",
            AssumeRolePolicyDocument = "{}",
        }, Cancel);
        var printed = await ToolRun.OfAsync(shell, "pause", "--hard", "--role", "executor-role");
        Assert.Equal((0, ""), (printed.ExitCode, printed.Error));
        Assert.Contains("Nothing was done", printed.Out, StringComparison.Ordinal);
        Assert.Contains(
            "aws iam put-role-policy --role-name executor-role --policy-name readiness-pause --policy-document '{",
            printed.Out,
            StringComparison.Ordinal);
        var get = new Amazon.IdentityManagement.Model.GetRolePolicyRequest
        {
            RoleName = "executor-role",
            PolicyName = "readiness-pause",
        };
        await Assert.ThrowsAnyAsync<Amazon.IdentityManagement.AmazonIdentityManagementServiceException>(
            () => iam.GetRolePolicyAsync(get, Cancel));

        // The table is not needed: our own parts are down.
        var broken = shell.Where(v => v.Key != "READINESS_TABLE").ToDictionary(v => v.Key, v => v.Value);
        broken["READINESS_EFFECT_ROLES"] = "executor-role";
        var done = await DoneAsync(broken, ["pause", "--hard", "--yes"]);
        Assert.True((bool)done["done"]!);
        var policy = Uri.UnescapeDataString((await iam.GetRolePolicyAsync(get, Cancel)).PolicyDocument);
        var statement = JsonNode.Parse(policy)!["Statement"]!.AsArray().Single()!;
        Assert.Equal(("Deny", "*"), ((string?)statement["Effect"], (string?)statement["Resource"]));
        Assert.Contains("autoscaling:UpdateAutoScalingGroup", statement["Action"]!.AsArray().Select(a => (string?)a));

        await DoneAsync(broken, ["pause", "--hard", "--lift", "--yes"]);
        await DoneAsync(broken, ["pause", "--hard", "--lift", "--yes"]);
        await Assert.ThrowsAnyAsync<Amazon.IdentityManagement.AmazonIdentityManagementServiceException>(
            () => iam.GetRolePolicyAsync(get, Cancel));
        await MustFailAsync(broken, 3, "role nobody", ["pause", "--hard", "--yes", "--role", "nobody"]);
    }

    [Fact]
    public async Task Watch_shows_the_event_once_for_scripts()
    {
        var shell = await LiveAsync();
        await DoneAsync(shell, ["hold", "web", .. Event]);
        await DoneAsync(shell, ["issue", "open", "payments are slow", .. Event]);
        var text = await ToolRun.OfAsync(shell, "watch", "--event", "web-shop", "--once");
        Assert.Equal((0, ""), (text.ExitCode, text.Error));
        Assert.Contains("phase Live", text.Out, StringComparison.Ordinal);
        Assert.Contains("payments are slow", text.Out, StringComparison.Ordinal);
        Assert.Contains("held until lifted", text.Out, StringComparison.Ordinal);
        Assert.Contains("Dead letters: not known", text.Out, StringComparison.Ordinal);
        var json = await DoneAsync(shell, ["watch", "--event", "web-shop"]);
        Assert.Empty(json["approvals"]!.AsArray());
        Assert.Null(json["deadLetters"]);
        Assert.Equal("Live", (string?)json["phase"]);
    }

    private static async Task<JsonObject> DoneAsync(IReadOnlyDictionary<string, string> shell, string[] args)
    {
        var run = await ToolRun.OfAsync(shell, [.. args, "--output", "json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Json;
    }

    private static async Task MustFailAsync(
        IReadOnlyDictionary<string, string> shell,
        int exitCode,
        string words,
        string[] args)
    {
        var run = await ToolRun.OfAsync(shell, args);
        Assert.True(run.ExitCode == exitCode, $"{run.ExitCode}: {run.Error}");
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
        Assert.Contains("Next: ", run.Error, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyDictionary<string, string>> LiveAsync()
    {
        var shell = await moto.InitAsync();
        var applied = await ToolRun.OfAsync(shell, "plan", "apply", ToolRun.Plan(), "--mode", "act");
        Assert.Equal((0, ""), (applied.ExitCode, applied.Error));
        return shell;
    }
}
