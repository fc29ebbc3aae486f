namespace ServerlessReadiness.Page.Tests.Support;

/// <summary>A sample's event five minutes before it goes live, a minute a second, and a browser.</summary>
public abstract class PlayedEvent(string sample) : IAsyncLifetime
{
    private LocalEvent? _event;

    public Browser Browser { get; } = new();

    public Uri Address => _event!.Address;

    public async ValueTask InitializeAsync()
    {
        await Browser.InitializeAsync();
        _event = await LocalEvent.StartAsync(sample, "--at", "live", "--speed", "60", "--weather", "fair");
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _event?.Dispose();
        GC.SuppressFinalize(this);
    }
}
