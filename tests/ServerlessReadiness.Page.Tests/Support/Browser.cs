using Microsoft.Playwright;

namespace ServerlessReadiness.Page.Tests.Support;

/// <summary>The machine's own Chromium, started once for a class of tests.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>Virtual machines are slow, and two cores are shared with the played event.</summary>
    public const float PatienceMs = 60_000;

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } path)
        {
            return;
        }

        Assertions.SetDefaultExpectTimeout(PatienceMs);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,

            // Root, as CI often is, has no sandbox of its own to give.
            Args = ["--no-sandbox", "--disable-dev-shm-usage"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>A viewer of their own: no cookie, no storage, no cache of anybody else's.</summary>
    public async Task<Viewer> ViewAsync(Uri address, ViewerOptions? options = null)
    {
        if (_browser is null)
        {
            Assert.Skip("There is no Chromium; install it (on Debian: apt-get install chromium).");
        }

        return await Viewer.OpenAsync(_browser, address, options ?? new ViewerOptions());
    }

    private static string? Find() => Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } given
        ? given
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(directory => Names.Select(name => Path.Combine(directory, name)))
            .FirstOrDefault(File.Exists);
}
