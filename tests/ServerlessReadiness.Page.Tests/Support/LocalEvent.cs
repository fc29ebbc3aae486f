using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;

namespace ServerlessReadiness.Page.Tests.Support;

/// <summary>A process of <c>readiness local</c> that plays an event; ended with its test class.</summary>
public sealed class LocalEvent : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;

    private LocalEvent(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <param name="sample">The plan's name in samples/.</param>
    /// <param name="args">What else the command is told.</param>
    public static async Task<LocalEvent> StartAsync(string sample, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var plan = Path.Combine(MetadataOf("Samples"), $"{sample}.yaml");
        foreach (var arg in (string[])[MetadataOf("ReadinessDll"), "local", plan, "--no-browser", "--output", "json", .. args])
        {
            start.ArgumentList.Add(arg);
        }

        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience)
            ?? throw new InvalidOperationException(
                $"readiness local ended before it listened: {await process.StandardError.ReadToEndAsync()}");
        return new LocalEvent(process, new Uri((string)JsonNode.Parse(line)!["url"]!));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static string MetadataOf(string key) => typeof(LocalEvent).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(a => a.Key == key).Value!;
}
