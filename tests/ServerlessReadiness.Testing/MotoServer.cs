using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ServerlessReadiness.Testing;

/// <summary>
/// One moto process (a local imitation of AWS) on a free loopback port. Ends with <see cref="DisposeAsync"/>, and by
/// itself when the test process dies, so that an aborted run leaves nothing behind.
/// </summary>
/// <remarks>
/// State is shared by everything that talks to one server: use names of your own per test, or <see cref="ResetAsync"/>.
/// Any credentials are accepted. Actions that moto lacks answer HTTP 500, which clients retry.
/// </remarks>
public sealed partial class MotoServer : IAsyncDisposable
{
    /// <summary>
    /// Set to any value where moto must be present (CI): then its absence fails the test instead of skipping.
    /// </summary>
    public const string RequiredVariable = "READINESS_REQUIRE_MOTO";

    private const int OutputLinesMax = 200;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    // The parent holds the write end of standard input. When it dies, the read returns and the server leaves.
    private const string Launcher = """
        import os, sys, threading
        from moto.server import main
        threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
        main(["-H", "127.0.0.1", "-p", "0"])
        """;

    private readonly Process _process;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    private MotoServer(Process process, Uri uri)
    {
        _process = process;
        Uri = uri;
    }

    /// <summary>
    /// Where clients connect to, such as <c>http://127.0.0.1:41234/</c>; the <c>ServiceURL</c> of every service.
    /// </summary>
    public Uri Uri { get; }

    /// <summary>The process id, for a test that wants to see the server gone.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Starts moto, or skips the running xunit test with the reason when it is not installed.</summary>
    public static async Task<MotoServer> StartOrSkipAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await StartAsync(cancellationToken);
        }
        catch (MotoMissingException missing) when (Environment.GetEnvironmentVariable(RequiredVariable) is null or "")
        {
            throw new TestSkippedException(missing.Message, missing);
        }
    }

    /// <summary>
    /// Starts moto and returns when it listens. Throws <see cref="MotoMissingException"/> when it cannot start.
    /// </summary>
    public static async Task<MotoServer> StartAsync(CancellationToken cancellationToken = default)
    {
        var start = new ProcessStartInfo("python3")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(Launcher);
        // moto checks credentials only when told to, but its own boto3 calls want some.
        start.Environment["AWS_ACCESS_KEY_ID"] = "testing";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "testing";

        Process process;
        try
        {
            process = Process.Start(start) ?? throw new InvalidOperationException("python3 started no process.");
        }
        catch (System.ComponentModel.Win32Exception cause)
        {
            throw new MotoMissingException("python3 was not found; install Python 3 and `pip install 'moto[server]'`.", cause);
        }

        return await WhenListeningAsync(process, cancellationToken);
    }

    /// <summary>Forgets every resource in every account and region of this server.</summary>
    public async Task ResetAsync(CancellationToken cancellationToken = default)
    {
        using var response = await _http.PostAsync(new Uri(Uri, "moto-api/reset"), content: null, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Ends the process with everything it started, and waits until it is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await EndAsync(_process);
    }

    private static async Task<MotoServer> WhenListeningAsync(Process process, CancellationToken cancellationToken)
    {
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var output = new Queue<string>();
        void Read(object sender, DataReceivedEventArgs line)
        {
            // The output is read to its end always: a full pipe would stop the server.
            if (line.Data is not { } text)
            {
                return;
            }

            lock (output)
            {
                output.Enqueue(text);
                if (output.Count > OutputLinesMax)
                {
                    output.Dequeue();
                }
            }

            if (RunningOn().Match(text) is { Success: true } match)
            {
                listening.TrySetResult(new Uri(match.Value + "/"));
            }
        }

        process.OutputDataReceived += Read;
        process.ErrorDataReceived += Read;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        var exited = process.WaitForExitAsync(CancellationToken.None);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(StartTimeout);
        await Task.WhenAny(listening.Task, exited, Task.Delay(Timeout.InfiniteTimeSpan, timeout.Token));
        if (listening.Task.IsCompletedSuccessfully)
        {
            return new MotoServer(process, await listening.Task);
        }

        string said;
        lock (output)
        {
            said = string.Join('\n', output);
        }

        var hasExited = exited.IsCompleted;
        await EndAsync(process);
        cancellationToken.ThrowIfCancellationRequested();
        throw new MotoMissingException(hasExited
            ? $"moto did not start; `pip install 'moto[server]'` installs it. python3 said: {said}"
            : string.Create(CultureInfo.InvariantCulture,
                $"moto did not listen within {StartTimeout.TotalSeconds:0} s; run it by hand to see why. It said: {said}"));
    }

    private static async Task EndAsync(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        catch (InvalidOperationException)
        {
            // It had ended already.
        }
        finally
        {
            process.Dispose();
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RunningOn();
}
