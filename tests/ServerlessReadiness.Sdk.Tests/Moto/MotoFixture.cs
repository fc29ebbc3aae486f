using Amazon.Runtime;
using ServerlessReadiness.Testing;

namespace ServerlessReadiness.Sdk.Tests.Moto;

/// <summary>One moto server for the tests of a class, and clients that talk to it.</summary>
public sealed class MotoFixture : IAsyncLifetime
{
    public const string Region = "eu-central-1";

    private MotoServer? _moto;
    private TestSkippedException? _skipped;

    public async ValueTask InitializeAsync()
    {
        try
        {
            _moto = await MotoServer.StartOrSkipAsync(TestContext.Current.CancellationToken);
        }
        catch (TestSkippedException skipped)
        {
            // A fixture cannot skip; each test that asks for a client does.
            _skipped = skipped;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_moto is not null)
        {
            await _moto.DisposeAsync();
        }
    }

    internal static BasicAWSCredentials Credentials => new("testing", "testing");

    /// <summary>Settings that point to moto; it answers HTTP 500 to what it lacks, so nothing is retried.</summary>
    public T Configure<T>(T config)
        where T : ClientConfig
    {
        var moto = _moto ?? throw _skipped!;
        config.ServiceURL = moto.Uri.ToString();
        config.AuthenticationRegion = Region;
        config.MaxErrorRetry = 0;
        return config;
    }
}
