using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ServerlessReadiness.Testing;

/// <summary>
/// A function's executable, run as Lambda runs it: with the variables that Lambda sets, and nothing of this process's
/// AWS settings. Killed on dispose if it is still there.
/// </summary>
public sealed class BootstrapProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly Lock _gate = new();
    private bool _disposed;

    private BootstrapProcess(Process process) => _process = process;

    /// <summary>Standard output so far: the function's log.</summary>
    public string Output => Read(_output);

    public string Errors => Read(_errors);

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts an executable; a <c>.dll</c> is run by <c>dotnet</c>.</summary>
    /// <param name="path">The bootstrap binary, or a managed assembly.</param>
    /// <param name="runtimeApi">Host and port of the Runtime API.</param>
    /// <param name="handler">What _HANDLER says.</param>
    /// <param name="environment">Further variables, or other values for those that are set anyway.</param>
    public static BootstrapProcess Start(
        string path, string runtimeApi, string handler, IReadOnlyDictionary<string, string>? environment = null)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no executable at {path}; build or publish it first.", path);
        }

        var managed = path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(managed ? "dotnet" : path)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        if (managed)
        {
            start.ArgumentList.Add(path);
        }

        SetEnvironment(start, runtimeApi, handler, environment);
        var process = new Process { StartInfo = start };
        var bootstrap = new BootstrapProcess(process);
        process.OutputDataReceived += (_, line) => bootstrap.Append(bootstrap._output, line.Data);
        process.ErrorDataReceived += (_, line) => bootstrap.Append(bootstrap._errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return bootstrap;
    }

    /// <summary>Sends SIGTERM, as Lambda does before it ends an environment.</summary>
    public async Task TerminateAsync()
    {
        // The shell has kill built in; a separate program may be missing.
        var command = string.Create(CultureInfo.InvariantCulture, $"kill -TERM {_process.Id}");
        using var kill = Process.Start("/bin/sh", ["-c", command]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits until the function has logged a text.</summary>
    public async Task WaitForOutputAsync(string text, TimeSpan timeout)
    {
        var start = Stopwatch.GetTimestamp();
        while (!Output.Contains(text, StringComparison.Ordinal))
        {
            if (Stopwatch.GetElapsedTime(start) > timeout)
            {
                throw new TimeoutException($"The function did not log \"{text}\" in {timeout}. Output: {Output}{Errors}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }
    }

    /// <summary>Waits for the end and returns the exit code; the output is complete then.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan timeout)
    {
        using var limit = new CancellationTokenSource(timeout);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"The function still ran after {timeout}. Its output: {Output}{Errors}", e);
        }

        return _process.ExitCode;
    }

    /// <summary>Sends SIGKILL and waits for the end: nothing of the function gets to run any more.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            await KillAsync();
            _process.Dispose();
        }
    }

    private static void SetEnvironment(
        ProcessStartInfo start, string runtimeApi, string handler, IReadOnlyDictionary<string, string>? further)
    {
        var own = start.Environment.Keys
            .Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)
                || name.StartsWith("READINESS_", StringComparison.Ordinal))
            .ToList();
        foreach (var name in own)
        {
            start.Environment.Remove(name);
        }

        start.Environment["AWS_LAMBDA_RUNTIME_API"] = runtimeApi;
        start.Environment["_HANDLER"] = handler;
        start.Environment["AWS_REGION"] = "ap-northeast-2";
        start.Environment["AWS_DEFAULT_REGION"] = "ap-northeast-2";
        start.Environment["AWS_ACCESS_KEY_ID"] = "testing";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "testing";
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["AWS_LAMBDA_FUNCTION_NAME"] = "readiness-test";
        start.Environment["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST";
        start.Environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "256";
        start.Environment["AWS_LAMBDA_LOG_GROUP_NAME"] = "/aws/lambda/readiness-test";
        start.Environment["AWS_LAMBDA_LOG_STREAM_NAME"] = "2026/01/01/[$LATEST]0123456789abcdef";
        foreach (var (name, value) in further ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }
    }

    private void Append(StringBuilder target, string? line)
    {
        if (line is not null)
        {
            lock (_gate)
            {
                target.Append(line).Append('\n');
            }
        }
    }

    private string Read(StringBuilder source)
    {
        lock (_gate)
        {
            return source.ToString();
        }
    }
}
