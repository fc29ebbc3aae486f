using System.Diagnostics;
using ServerlessReadiness.Testing;

namespace ServerlessReadiness.Template.Tests.Support;

/// <summary>A program that runs to its end.</summary>
internal sealed record Command(int ExitCode, string Output, string Errors)
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(3);

    public static async Task<Command> RunAsync(
        string program,
        IEnumerable<string> arguments,
        string input = "",
        string? folder = null,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? Repository.Root,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeLimit);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.StandardInput.WriteAsync(input.AsMemory(), limit.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
            return new Command(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Runs Python and skips the test, with the reason, where it lacks a module.</summary>
    public static async Task<Command> PythonAsync(IEnumerable<string> arguments, string input = "")
    {
        var run = await RunAsync("python3", arguments, input);
        var missing = run.Errors.Split('\n').FirstOrDefault(line =>
            line.Contains("ModuleNotFoundError", StringComparison.Ordinal)
            || line.Contains("No module named", StringComparison.Ordinal));
        var mayBeMissing = Environment.GetEnvironmentVariable(MotoServer.RequiredVariable) is null or "";
        return missing is not null && mayBeMissing
            ? throw new TestSkippedException($"{missing}; pip install cfn-lint aws-sam-translator 'moto[server]'")
            : run;
    }
}
