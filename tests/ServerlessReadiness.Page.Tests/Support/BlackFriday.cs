namespace ServerlessReadiness.Page.Tests.Support;

/// <summary>A Black Friday five minutes before it goes live, a minute a second, and a browser.</summary>
public sealed class BlackFriday : IAsyncLifetime
{
    public Browser Browser { get; } = new();

    public LocalEvent Event { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Browser.InitializeAsync();
        Event = await LocalEvent.StartAsync("black-friday", "--at", "live", "--speed", "60", "--weather", "fair");
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        Event.Dispose();
    }
}
