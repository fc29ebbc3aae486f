using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace ServerlessReadiness.Bench;

/// <summary>The canned endpoint in a process of its own, so that its CPU time is nobody else's.</summary>
internal sealed class CannedProcess : IBenchEndpoint, IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly string _dataFile;

    private CannedProcess(Process process, Uri uri, string dataFile)
    {
        _process = process;
        _dataFile = dataFile;
        Uri = uri;
        _http = new HttpClient { BaseAddress = uri };
    }

    public string Name => "canned";

    public Uri Uri { get; }

    public static async Task<CannedProcess> StartAsync(CannedData data)
    {
        var dataFile = Path.GetTempFileName();
        await using (var file = File.Create(dataFile))
        {
            await JsonSerializer.SerializeAsync(file, data, CannedJson.Default.CannedData);
        }

        var start = new ProcessStartInfo(Environment.ProcessPath!, [Program.CannedCommand, dataFile])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("The canned endpoint did not start.");
        var line = await process.StandardOutput.ReadLineAsync();
        return line is null
            ? throw new InvalidOperationException("The canned endpoint ended before it listened; see its error above.")
            : new CannedProcess(process, new Uri(line), dataFile);
    }

    public Task ResetAsync() => PostAsync(CannedEndpoint.ResetPath);

    /// <summary>Answers from now on take this long, as calls over a network do.</summary>
    public Task DelayAsync(int milliseconds) => PostAsync(CannedEndpoint.DelayPath + milliseconds);

    /// <summary>The calls since the last reset.</summary>
    public async Task<IReadOnlyList<TracedCall>> TraceAsync() =>
        await _http.GetFromJsonAsync(CannedEndpoint.TracePath, CannedJson.Default.IReadOnlyListTracedCall) ?? [];

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        File.Delete(_dataFile);
    }

    private async Task PostAsync(string path)
    {
        using var response = await _http.PostAsync(path, content: null);
        response.EnsureSuccessStatusCode();
    }
}
