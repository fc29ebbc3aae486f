using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;

namespace ServerlessReadiness.Cli.Tests;

/// <summary>What only a process has: its exit code, its streams, its environment.</summary>
public sealed class ProcessTests
{
    private static readonly string Readiness = typeof(ProcessTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "ReadinessDll").Value!;

    [Fact]
    public async Task The_tool_as_a_process_answers_a_sample_signal()
    {
        var (exitCode, output, error) = await RunAsync("send", ToolRun.Signal("sns-instance-check"), "--local");
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("Nothing here is AWS.", output, StringComparison.Ordinal);
        Assert.Contains("decision: Starts", output, StringComparison.Ordinal);
        Assert.Contains("InService", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
    }

    [Fact]
    public async Task Json_goes_to_standard_output_as_utf8_without_a_mark()
    {
        var (exitCode, output, _) = await RunAsync(
            "send", ToolRun.Signal("sns-odd-alarm-name"), "--local", "--output", "json");
        Assert.Equal((0, '{'), (exitCode, output[0]));
        Assert.Contains("상품: 결제 #1", output, StringComparison.Ordinal);
        Assert.NotNull(JsonNode.Parse(output));
    }

    [Theory]
    [InlineData(1, "send", "not-json-at-all", "--local")]
    [InlineData(2, "send", "--local")]
    [InlineData(3, "status", "--table", "t", "--region", "eu-west-1", "--endpoint-url", "http://127.0.0.1:1")]
    public async Task The_exit_code_reaches_the_shell(int expected, params string[] args)
    {
        var (exitCode, _, _) = await RunAsync([.. args.Select(a => a == "not-json-at-all" ? ToolRun.Signal(a) : a)]);
        Assert.Equal(expected, exitCode);
    }

    internal static async Task<(int ExitCode, string Out, string Error)> RunAsync(params string[] args)
    {
        using var process = Process.Start(StartInfo(args))!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    internal static ProcessStartInfo StartInfo(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new System.Text.UTF8Encoding(false),
        };
        start.ArgumentList.Add(Readiness);
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        // A developer's own settings must not decide what is tested.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("AWS_", StringComparison.Ordinal)
            || k.StartsWith("READINESS_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        return start;
    }
}
