using Microsoft.Playwright;

namespace ServerlessReadiness.Page.Tests.Support;

/// <summary>What a viewer looks with.</summary>
public sealed record ViewerOptions(
    int Width = 1280,
    int Height = 900,
    string Locale = "en-GB",
    ColorScheme Scheme = ColorScheme.Light,
    bool IsTouch = false)
{
    /// <summary>Set before the page is asked for.</summary>
    public Func<IPage, Task> Prepare { get; init; } = _ => Task.CompletedTask;
}
