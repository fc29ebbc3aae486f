using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace ServerlessReadiness.Page.Tests.Support;

/// <summary>Somebody who looks at the page. What the browser complains of fails the test.</summary>
public sealed class Viewer : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];
    private readonly List<string> _failed = [];

    private Viewer(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>Errors of scripts and refusals of the content security policy.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public static async Task<Viewer> OpenAsync(IBrowser browser, Uri address, ViewerOptions options)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = options.Width, Height = options.Height },
            Locale = options.Locale,
            ColorScheme = options.Scheme,
            HasTouch = options.IsTouch,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(Browser.PatienceMs);
        var page = await context.NewPageAsync();
        var viewer = new Viewer(context, page);
        page.PageError += (_, error) => viewer._complaints.Add(error);
        page.RequestFailed += (_, request) => viewer._failed.Add($"{request.Method} {request.Url}: {request.Failure}");
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("Failed to load resource", StringComparison.Ordinal))
            {
                viewer._complaints.Add(message.Text);
            }
        };
        await options.Prepare(page);
        await page.GotoAsync(address.AbsoluteUri);
        return viewer;
    }

    /// <summary>Does a test's work; when it fails, the page as it then was is kept beside the test's results.</summary>
    public async Task DoAsync(Func<IPage, Task> work, [CallerMemberName] string test = "")
    {
        try
        {
            await work(Page);
            Assert.Empty(Complaints);
        }
        catch (Exception e) when (e is not Xunit.Sdk.SkipException)
        {
            var path = Path.Combine(AppContext.BaseDirectory, "screenshots", $"{test}.png");
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = true });
            TestContext.Current.TestOutputHelper?.WriteLine(string.Join(
                Environment.NewLine, [$"The page as it was: {path}", .. _failed, .. _complaints]));
            throw;
        }
    }

    public ILocator Section(string name) => Page.Locator($"section.{name}");

    public ILocator Button(string name) =>
        Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    public Task BeAsync(string person) => Page.Locator("#person").SelectOptionAsync(person);

    public Task SpeedAsync(int speed) =>
        Page.Locator("#speed").SelectOptionAsync(speed.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Gives the open dialog a reason and sends it.</summary>
    public async Task ReasonAsync(string reason)
    {
        var dialog = Page.Locator("dialog[open]");
        await dialog.Locator("input[name=reason]").FillAsync(reason);
        await dialog.Locator("button[type=submit]").ClickAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        await _context.DisposeAsync();
    }
}
