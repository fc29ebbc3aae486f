using Amazon.DynamoDBv2;

using ServerlessReadiness.Stores.Tests;
using ServerlessReadiness.Testing;

[assembly: AssemblyFixture(typeof(MotoFixture))]

namespace ServerlessReadiness.Stores.Tests;

/// <summary>One moto for all tests, started by the first that needs it; without it each of those is skipped.</summary>
public sealed class MotoFixture : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1);
    private readonly SerialHttp _http = new();
    private MotoServer? _server;
    private AmazonDynamoDBClient? _client;

    public async Task<IAmazonDynamoDB> ClientAsync(CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            _server ??= await MotoServer.StartOrSkipAsync(cancellationToken);
            return _client ??= TestClients.Create(_server.Uri, _http);
        }
        finally
        {
            _starting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _http.Dispose();
        _starting.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
