using System.Globalization;
using System.Text;
using System.Text.Json;
using Amazon.AutoScaling;
using Amazon.AutoScaling.Model;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Plans;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Aws.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Testing;

namespace ServerlessReadiness.Bench;

/// <summary>moto with the table, the plan in force and the group; also what the canned answers are recorded from.</summary>
internal sealed class MotoWorld : IBenchEndpoint, IAsyncDisposable
{
    private const string LaunchConfiguration = "front";
    private const string Scan = "DynamoDB_20120810.Scan";
    private const string Form = "application/x-www-form-urlencoded";
    private const string Json = "application/x-amz-json-1.0";

    private readonly MotoServer _server;
    private readonly HttpClient _http;

    private MotoWorld(MotoServer server)
    {
        _server = server;
        _http = new HttpClient { BaseAddress = server.Uri };
    }

    public string Name => "moto";

    public Uri Uri => _server.Uri;

    public static async Task<MotoWorld> StartAsync()
    {
        var world = new MotoWorld(await MotoServer.StartAsync());
        await world.CreateTableWithPlanAsync();
        await world.CreateGroupAsync();
        return world;
    }

    public Task ResetAsync() => AutoScalingAsync(
        "UpdateAutoScalingGroup",
        $"&MinSize=2&DesiredCapacity={BenchPlan.Size}&MaxSize={BenchPlan.Ceiling}");

    /// <summary>The table as real alarms have left it, and the group before and after a raise.</summary>
    public async Task<CannedData> RecordAsync()
    {
        await ResetAsync();
        var group = await AutoScalingAsync("DescribeAutoScalingGroups", "");
        var raised = BenchPlan.Size + 1;
        await AutoScalingAsync("UpdateAutoScalingGroup", $"&MinSize={raised}&MaxSize={BenchPlan.Ceiling}");
        var groupRaised = await AutoScalingAsync("DescribeAutoScalingGroups", "");
        return new CannedData(await ItemsAsync(), group, groupRaised);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    private async Task CreateTableWithPlanAsync()
    {
        using var client = new AmazonDynamoDBClient(
            Credentials(),
            new AmazonDynamoDBConfig { ServiceURL = Uri.AbsoluteUri, AuthenticationRegion = BenchPlan.Region });
        await new TableCreation(client, TimeProvider.System).CreateIfMissingAsync(Side.Table, CancellationToken.None);
        var store = new DynamoDbStateStore(client, new StateStoreSettings
        {
            TableName = Side.Table,
            Time = TimeProvider.System,
            Chance = () => 0.5,
            NewCommitId = () => Guid.NewGuid().ToString(),
        });
        var ids = new Ids(TimeProvider.System, new BenchChance());
        var plans = new PlanApply(store, new JournalWriter(store, ids), TimeProvider.System);
        var plan = BenchPlan.Create(TimeProvider.System.GetUtcNow());
        var applied = await plans.ApplyAsync(plan, AutomationMode.Act, "bench", CancellationToken.None);
        if (applied is not PlanApplied.Applied)
        {
            throw new InvalidOperationException($"The bench's plan was not applied: {applied}");
        }
    }

    private async Task CreateGroupAsync()
    {
        using var service = new AmazonAutoScalingClient(
            Credentials(),
            new AmazonAutoScalingConfig { ServiceURL = Uri.AbsoluteUri, AuthenticationRegion = BenchPlan.Region });
        await service.CreateLaunchConfigurationAsync(new CreateLaunchConfigurationRequest
        {
            LaunchConfigurationName = LaunchConfiguration,
            ImageId = "ami-12c6146b",
            InstanceType = "m5.large",
        });
        await service.CreateAutoScalingGroupAsync(new CreateAutoScalingGroupRequest
        {
            AutoScalingGroupName = BenchPlan.Group,
            LaunchConfigurationName = LaunchConfiguration,
            AvailabilityZones = [$"{BenchPlan.Region}a"],
            MinSize = 2,
            DesiredCapacity = BenchPlan.Size,
            MaxSize = BenchPlan.Ceiling,
        });
    }

    private async Task<string> AutoScalingAsync(string action, string parameters)
    {
        var name = action == "DescribeAutoScalingGroups" ? "AutoScalingGroupNames.member.1" : "AutoScalingGroupName";
        var form = $"Action={action}&Version=2011-01-01&{name}={BenchPlan.Group}{parameters}";
        return await SendAsync("autoscaling", form, Form, target: null);
    }

    private async Task<IReadOnlyList<JsonElement>> ItemsAsync()
    {
        var items = new List<JsonElement>();
        for (var start = ""; ;)
        {
            var body = await SendAsync("dynamodb", $$"""{"TableName":"{{Side.Table}}"{{start}}}""", Json, Scan);
            using var answer = JsonDocument.Parse(body);
            items.AddRange(answer.RootElement.GetProperty("Items").EnumerateArray().Select(i => i.Clone()));
            if (!answer.RootElement.TryGetProperty("LastEvaluatedKey", out var last))
            {
                return items;
            }

            start = $",\"ExclusiveStartKey\":{last.GetRawText()}";
        }
    }

    /// <summary>moto reads service and region from the signature's scope and checks no signature.</summary>
    private async Task<string> SendAsync(string service, string body, string contentType, string? target)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/");
        using var content = new StringContent(body, Encoding.UTF8, contentType);
        request.Content = content;
        var day = DateTime.UtcNow.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential=testing/{day}/{BenchPlan.Region}/{service}/aws4_request, "
            + "SignedHeaders=host, Signature=none");
        if (target is not null)
        {
            request.Headers.Add("X-Amz-Target", target);
        }

        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? text
            : throw new InvalidOperationException($"moto answered {(int)response.StatusCode} to {body}: {text}");
    }

    private static BasicAWSCredentials Credentials() => new("testing", "testing");

    private sealed class BenchChance : IChance
    {
        public void Fill(Span<byte> bytes) => System.Security.Cryptography.RandomNumberGenerator.Fill(bytes);
    }
}
