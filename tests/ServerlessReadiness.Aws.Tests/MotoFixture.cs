using Amazon.Runtime;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Tests;
using ServerlessReadiness.Testing;

[assembly: AssemblyFixture(typeof(MotoFixture))]

namespace ServerlessReadiness.Aws.Tests;

/// <summary>One moto for all tests, started by the first that needs it, so that each is skipped without it.</summary>
public sealed class MotoFixture : IAsyncDisposable
{
    /// <summary>The account in which moto places callers that assumed no role.</summary>
    public const string Account = "123456789012";

    public const string OtherAccount = "210987654321";

    public static readonly Location Home = new(Account, "eu-west-1");

    public static readonly Location Other = new(OtherAccount, "eu-west-1");

    private readonly SemaphoreSlim _starting = new(1);
    private MotoServer? _server;
    private AwsClients? _clients;

    public async Task<AwsClients> ClientsAsync()
    {
        await _starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _server ??= await MotoServer.StartOrSkipAsync(TestContext.Current.CancellationToken);
            return _clients ??= new AwsClients(Access(_server.Uri), TimeProvider.System);
        }
        finally
        {
            _starting.Release();
        }
    }

    public async Task<Uri> UriAsync()
    {
        await ClientsAsync();
        return _server!.Uri;
    }

    public static AwsAccess Access(Uri endpoint) => new(
        Account,
        AccountRoles.Parse($"{OtherAccount}=arn:aws:iam::{OtherAccount}:role/readiness|shop-42"),
        endpoint,
        new BasicAWSCredentials("testing", "testing"));

    public async ValueTask DisposeAsync()
    {
        _clients?.Dispose();
        _starting.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
