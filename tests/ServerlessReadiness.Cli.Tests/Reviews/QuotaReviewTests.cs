namespace ServerlessReadiness.Cli.Tests.Reviews;

/// <summary><c>review quotas</c> against moto, with Service Quotas answered beside it.</summary>
public sealed class QuotaReviewTests(MotoFixture moto)
{
    private static readonly string[] Quotas = ["review", "quotas", "--event", "web-shop"];

    [Fact]
    public async Task A_quota_that_breaks_is_shown_with_its_increase_and_the_answer_is_no()
    {
        await using var proxy = await ProxyAsync();
        var shell = await LiveAsync(proxy);
        var run = await ToolRun.OfAsync(shell, [.. Quotas, "--output", "json"]);

        Assert.Equal((ExitCodes.No, ""), (run.ExitCode, run.Error));
        var limit = run.Json["limits"]!.AsArray().First(l => (string?)l!["name"] == "Quota L-1216C47A")!;
        Assert.Equal(("Broken", 5m), ((string?)limit["stand"], (decimal)limit["limit"]!));
        var needed = run.Json["needed"]!.AsArray().First(n => (string?)n!["code"] == "L-1216C47A")!;
        Assert.True((decimal)needed["desired"]! > 5);
        Assert.Empty(run.Json["requested"]!.AsArray());
        var text = await ToolRun.OfAsync(shell, Quotas);
        Assert.Equal(ExitCodes.No, text.ExitCode);
        Assert.Contains("BROKEN", text.Out, StringComparison.Ordinal);
        Assert.Contains("readiness review quotas --event web-shop --request-increases", text.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_filed_without_a_persons_agreement()
    {
        await using var proxy = await ProxyAsync();
        var run = await ToolRun.OfAsync(await LiveAsync(proxy), [.. Quotas, "--request-increases"]);
        Assert.Equal(ExitCodes.BadInput, run.ExitCode);
        Assert.Contains("add --yes", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, proxy.Filed);
    }

    [Fact]
    public async Task Increases_are_filed_once_journalled_shown_and_reset_after_the_event()
    {
        await using var proxy = await ProxyAsync();
        var shell = await LiveAsync(proxy);
        var filed = await ToolRun.OfAsync(shell, [.. Quotas, "--request-increases", "--yes", "--output", "json"]);
        var count = proxy.Filed;
        Assert.Equal("", filed.Error);
        Assert.All(filed.Json["filed"]!.AsArray(), f => Assert.True((bool)f!["isWell"]!));
        Assert.True(count > 0);
        await ToolRun.OfAsync(shell, [.. Quotas, "--request-increases", "--yes"]);
        Assert.Equal(count, proxy.Filed);
        var journal = await ToolRun.OfAsync(shell, "journal", "--event", "web-shop", "--output", "json");
        Assert.Equal(count, Lines(journal, "quota increase requested"));

        proxy.Allowed = 100000;
        var granted = await ToolRun.OfAsync(shell, Quotas);
        Assert.Equal(ExitCodes.Done, granted.ExitCode);
        Assert.Contains("granted", granted.Out, StringComparison.Ordinal);
        Assert.Contains("lower to 5", granted.Out, StringComparison.Ordinal);

        var early = await ToolRun.OfAsync(shell, ResetArgs("L-1216C47A"));
        Assert.Equal(ExitCodes.No, early.ExitCode);
        Assert.Contains("is not over", early.Error, StringComparison.Ordinal);
        var unknown = await ToolRun.OfAsync(shell, ResetArgs("L-0"));
        Assert.Equal(ExitCodes.No, unknown.ExitCode);
        Assert.Contains("123456789012#ap-northeast-2#ec2#L-1216C47A", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_refused_is_told_with_its_reason()
    {
        await using var proxy = await ProxyAsync();
        proxy.Refuses = true;
        var run = await ToolRun.OfAsync(await LiveAsync(proxy), [.. Quotas, "--request-increases", "--yes"]);
        Assert.Equal(ExitCodes.No, run.ExitCode);
        Assert.Contains("was not filed", run.Out, StringComparison.Ordinal);
        Assert.Contains("not for you", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_is_not_there_is_told()
    {
        var run = await ToolRun.OfAsync(await moto.InitAsync(), Quotas);
        Assert.Equal(ExitCodes.No, run.ExitCode);
        Assert.Contains("there is no event web-shop", run.Error, StringComparison.Ordinal);
    }

    private static string[] ResetArgs(string quota) =>
        ["review", "quotas", "reset", quota, "--event", "web-shop", "--reason", "case 7"];

    private static int Lines(ToolRun journal, string verdict) =>
        journal.Json["lines"]!.AsArray().Count(l => (string?)l!["verdict"] == verdict);

    private async Task<QuotaProxy> ProxyAsync() =>
        await QuotaProxy.StartAsync(await moto.UriAsync(TestContext.Current.CancellationToken));

    private async Task<IReadOnlyDictionary<string, string>> LiveAsync(QuotaProxy proxy)
    {
        var shell = new Dictionary<string, string>(await moto.InitAsync(), StringComparer.Ordinal);
        var applied = await ToolRun.OfAsync(shell, "plan", "apply", ToolRun.Plan(), "--mode", "act");
        Assert.Equal((0, ""), (applied.ExitCode, applied.Error));
        shell["AWS_ENDPOINT_URL"] = proxy.Uri;
        return shell;
    }
}
