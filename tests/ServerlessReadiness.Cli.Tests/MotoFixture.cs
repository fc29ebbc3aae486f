using Amazon.AutoScaling;
using Amazon.AutoScaling.Model;
using Amazon.Runtime;
using ServerlessReadiness.Cli.Tests;
using ServerlessReadiness.Testing;

[assembly: AssemblyFixture(typeof(MotoFixture))]

namespace ServerlessReadiness.Cli.Tests;

/// <summary>One moto for all tests, started by the first that needs it; without it each of those is skipped.</summary>
public sealed class MotoFixture : IAsyncDisposable
{
    public const string Region = "ap-northeast-2";

    private readonly SemaphoreSlim _starting = new(1);
    private MotoServer? _server;
    private int _tables;

    /// <summary>The variables of a shell in which <c>local init</c> was run, with a table of its own.</summary>
    public async Task<IReadOnlyDictionary<string, string>> InitAsync()
    {
        var uri = await UriAsync(TestContext.Current.CancellationToken);
        var run = await ToolRun.OfAsync(
            "local", "init", "--endpoint-url", uri.AbsoluteUri, "--region", Region,
            "--table", $"t{Interlocked.Increment(ref _tables)}", "--output", "json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run.Json["variables"]!.AsObject().ToDictionary(v => v.Key, v => (string)v.Value!);
    }

    public async Task<Uri> UriAsync(CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            if (_server is null)
            {
                _server = await MotoServer.StartOrSkipAsync(cancellationToken);
                await CreateGroupAsync(_server.Uri, cancellationToken);
            }

            return _server.Uri;
        }
        finally
        {
            _starting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _starting.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    /// <summary>The group of the sample plan.</summary>
    private static async Task CreateGroupAsync(Uri uri, CancellationToken cancellationToken)
    {
        using var client = new AmazonAutoScalingClient(
            new BasicAWSCredentials("testing", "testing"),
            new AmazonAutoScalingConfig { ServiceURL = uri.AbsoluteUri, AuthenticationRegion = Region });
        await client.CreateLaunchConfigurationAsync(
            new CreateLaunchConfigurationRequest
            {
                LaunchConfigurationName = "web",
                ImageId = "ami-12c6146b",
                InstanceType = "t3.micro",
            },
            cancellationToken);
        await client.CreateAutoScalingGroupAsync(
            new CreateAutoScalingGroupRequest
            {
                AutoScalingGroupName = "web-asg",
                LaunchConfigurationName = "web",
                MinSize = 4,
                MaxSize = 8,
                DesiredCapacity = 4,
                AvailabilityZones = [Region + "a"],
            },
            cancellationToken);
    }
}
