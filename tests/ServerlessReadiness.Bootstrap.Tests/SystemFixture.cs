using ServerlessReadiness.Bootstrap.Tests;
using ServerlessReadiness.Testing;

[assembly: AssemblyFixture(typeof(SystemFixture))]

// One moto serves all tests, emptied before each: its alarms and groups have the names that the recorded signals carry.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>moto and the proxy before it, started by the first test that needs them.</summary>
public sealed class SystemFixture : IAsyncDisposable
{
    private MotoServer? _moto;
    private AwsProxy? _proxy;

    internal async Task<Stage> StageAsync(StageSetup? setup = null)
    {
        var binary = NativeBinary.Require();
        var cancellation = TestContext.Current.CancellationToken;
        _moto ??= await MotoServer.StartOrSkipAsync(cancellation);
        _proxy ??= await AwsProxy.StartAsync(_moto.Uri);
        _proxy.Clear();
        await _moto.ResetAsync(cancellation);
        var stage = new Stage(binary, _proxy);
        await stage.SetUpAsync(setup ?? new StageSetup());
        _proxy.Clear();
        return stage;
    }

    public async ValueTask DisposeAsync()
    {
        if (_proxy is not null)
        {
            await _proxy.DisposeAsync();
        }

        if (_moto is not null)
        {
            await _moto.DisposeAsync();
        }
    }
}
