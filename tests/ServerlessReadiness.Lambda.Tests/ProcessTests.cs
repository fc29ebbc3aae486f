using System.Text.Json;

using ServerlessReadiness.Testing;

namespace ServerlessReadiness.Lambda.Tests;

/// <summary>What only a process shows: signals, exit codes, the environment, standard output.</summary>
public sealed class ProcessTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>READINESS_TEST_FUNCTION may name the native binary, to run the same tests on it.</summary>
    private static string FunctionPath => Environment.GetEnvironmentVariable("READINESS_TEST_FUNCTION")
        ?? Path.Combine(AppContext.BaseDirectory, "ServerlessReadiness.Lambda.TestFunction.dll");

    [Fact]
    public async Task SIGTERM_while_waiting_ends_the_process_with_zero()
    {
        await using var server = await RuntimeApiServer.StartAsync();
        await using var function = BootstrapProcess.Start(FunctionPath, server.Endpoint, "Echo");
        await server.FirstPoll.WaitAsync(Limit, TestContext.Current.CancellationToken);

        await function.TerminateAsync();

        Assert.Equal(0, await function.WaitForExitAsync(Limit));
        Assert.Equal(string.Empty, function.Errors);
    }

    [Fact]
    public async Task SIGTERM_during_an_invocation_lets_it_be_answered_first()
    {
        await using var server = await RuntimeApiServer.StartAsync();
        await using var function = BootstrapProcess.Start(FunctionPath, server.Endpoint, "Slow");
        var invocation = server.Enqueue("800");
        var second = server.Enqueue("1");
        await function.WaitForOutputAsync("started", Limit);

        await function.TerminateAsync();

        var outcome = await invocation.Outcome.WaitAsync(Limit, TestContext.Current.CancellationToken);
        Assert.Equal("\"finished\"", outcome.ResponseText);
        Assert.Equal(0, await function.WaitForExitAsync(Limit));
        Assert.False(second.Taken.IsCompleted);
    }

    [Fact]
    public async Task An_initialization_error_is_reported_and_ends_the_process_with_a_failure()
    {
        await using var server = await RuntimeApiServer.StartAsync();
        await using var function = BootstrapProcess.Start(FunctionPath, server.Endpoint, "Unknown");

        var error = await server.InitError.WaitAsync(Limit, TestContext.Current.CancellationToken);

        Assert.Equal("NotSupportedException", error.ErrorType);
        Assert.Contains("known are Echo", error.Message, StringComparison.Ordinal);
        Assert.NotEqual(0, await function.WaitForExitAsync(Limit));
        Assert.Contains("known are Echo", function.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Runtime_API_that_fails_ends_the_process_with_a_failure()
    {
        await using var server = await RuntimeApiServer.StartAsync();
        server.FailPolls(1);
        await using var function = BootstrapProcess.Start(FunctionPath, server.Endpoint, "Echo");

        Assert.NotEqual(0, await function.WaitForExitAsync(Limit));
        Assert.Contains("answered 500 to poll", function.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_environment_and_the_trace_of_each_invocation_reach_the_handler()
    {
        await using var server = await RuntimeApiServer.StartAsync();
        await using var function = BootstrapProcess.Start(FunctionPath, server.Endpoint, "Describe");
        var cancellation = TestContext.Current.CancellationToken;

        var first = Json(await server.InvokeAsync("{}", new InvocationOptions { TraceId = "Root=1-a" }, cancellation));
        var second = Json(await server.InvokeAsync("{}", new InvocationOptions { TraceId = "Root=1-b" }, cancellation));
        var third = Json(await server.InvokeAsync("{}", new InvocationOptions(), cancellation));

        Assert.Equal("readiness-test", first.GetProperty("function").GetString());
        Assert.Equal("$LATEST", first.GetProperty("version").GetString());
        Assert.Equal("/aws/lambda/readiness-test", first.GetProperty("logGroup").GetString());
        Assert.Equal("2026/01/01/[$LATEST]0123456789abcdef", first.GetProperty("logStream").GetString());
        Assert.Equal("256", first.GetProperty("memory").GetString());
        Assert.Equal("Root=1-a", first.GetProperty("traceVariable").GetString());
        Assert.Equal("Root=1-b", second.GetProperty("traceVariable").GetString());
        Assert.Null(third.GetProperty("traceVariable").GetString());
    }

    [Fact]
    public async Task Log_lines_are_JSON_when_Lambda_asks_for_JSON()
    {
        await using var server = await RuntimeApiServer.StartAsync();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["AWS_LAMBDA_LOG_FORMAT"] = "JSON" };
        await using var function = BootstrapProcess.Start(FunctionPath, server.Endpoint, "Log", environment);
        await server.InvokeAsync(
            "{}", new InvocationOptions { RequestId = "request-7" }, TestContext.Current.CancellationToken);
        await function.TerminateAsync();
        await function.WaitForExitAsync(Limit);

        var lines = function.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement).ToList();

        Assert.Equal("scaled asg-웹 to 12", lines[0].GetProperty("message").GetString());
        Assert.Equal("Warning", lines[0].GetProperty("level").GetString());
        Assert.Equal("request-7", lines[0].GetProperty("requestId").GetString());
        Assert.Equal("asg-웹", lines[0].GetProperty("Group").GetString());
        Assert.Equal(12, lines[0].GetProperty("Count").GetInt32());
        Assert.Equal("from the static logger", lines[1].GetProperty("message").GetString());
    }

    [Fact]
    public async Task Only_one_event_is_handled_when_the_debug_variable_asks_for_that()
    {
        await using var server = await RuntimeApiServer.StartAsync();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AWS_LAMBDA_DOTNET_DEBUG_RUN_ONCE"] = "true",
        };
        await using var function = BootstrapProcess.Start(FunctionPath, server.Endpoint, "Echo", environment);

        Assert.Equal("7", (await server.InvokeAsync("7", null, TestContext.Current.CancellationToken)).ResponseText);

        Assert.Equal(0, await function.WaitForExitAsync(Limit));
    }

    private static JsonElement Json(InvocationOutcome outcome) => JsonDocument.Parse(outcome.ResponseText).RootElement;
}
