namespace ServerlessReadiness.Page.Tests.Support;

/// <summary>A cup final on two regions, five minutes before it goes live, and a browser.</summary>
public sealed class CupFinal : IAsyncLifetime
{
    public Browser Browser { get; } = new();

    public LocalEvent Event { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Browser.InitializeAsync();
        Event = await LocalEvent.StartAsync("broadcast-two-regions", "--at", "live", "--speed", "60", "--weather", "fair");
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        Event.Dispose();
    }
}
