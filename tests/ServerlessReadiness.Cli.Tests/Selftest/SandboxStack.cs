using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using ServerlessReadiness.Testing;

namespace ServerlessReadiness.Cli.Tests.Selftest;

/// <summary>
/// The sandbox of templates/sandbox.yaml in moto's CloudFormation, behind a proxy that may answer in moto's place. moto
/// drops the tags of zones, health checks and load balancers, makes no alarms, and deletes no records that CloudFormation
/// made; so those are added as AWS would.
/// </summary>
internal sealed class SandboxStack : IAsyncDisposable
{
    private const string Stamp = "20260101/" + MotoFixture.Region;

    // Without these lines: moto takes a parameter's tags for a list, and CloudFormation has them as a map.
    private const string MapOfTags = "      Tags:\n        \"readiness:sandbox\": !Ref \"AWS::StackName\"\n";

    private static int s_stacks;
    private readonly HttpClient _moto;

    private SandboxStack(string name, HttpClient moto, AwsProxy proxy)
    {
        Name = name;
        _moto = moto;
        Proxy = proxy;
    }

    public string Name { get; }

    public AwsProxy Proxy { get; }

    public static string Template => Path.Combine(AppContext.BaseDirectory, "templates", "sandbox.yaml");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<SandboxStack> CreateAsync(MotoFixture fixture, bool withLoadBalancer = false)
    {
        var moto = await fixture.UriAsync(Cancel);
        var name = $"box{Interlocked.Increment(ref s_stacks)}";
        var stack = new SandboxStack(
            name, new HttpClient { BaseAddress = moto }, await AwsProxy.StartAsync(moto));
        var template = await File.ReadAllTextAsync(Template, Cancel);
        Assert.Contains(MapOfTags, template, StringComparison.Ordinal);
        await stack.FormAsync("cloudformation", new()
        {
            ["Action"] = "CreateStack",
            ["StackName"] = name,
            ["TemplateBody"] = template.Replace(MapOfTags, "", StringComparison.Ordinal),
            ["Parameters.member.1.ParameterKey"] = "WithLoadBalancer",
            ["Parameters.member.1.ParameterValue"] = withLoadBalancer ? "yes" : "no",
        });
        await stack.CompleteAsync();
        return stack;
    }

    public Task<ToolRun> RunAsync(params string[] args) => ToolRun.OfAsync(
        new Dictionary<string, string>(),
        ["selftest", "--sandbox", Name, "--endpoint-url", Proxy.Uri.AbsoluteUri, "--region", MotoFixture.Region, .. args]);

    /// <summary>What the sandbox's parameter says.</summary>
    public async Task<Dictionary<string, string>> NamesAsync()
    {
        var answer = await JsonAsync("ssm", "AmazonSSM.GetParameter", $$"""{"Name":"/readiness-sandbox/{{Name}}/names"}""");
        return ((string)answer["Parameter"]!["Value"]!)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
    }

    /// <summary>Writes a parameter, as somebody would who is mistaken.</summary>
    public Task SetNamesAsync(Dictionary<string, string> names) => JsonAsync(
        "ssm",
        "AmazonSSM.PutParameter",
        $$"""
        {"Name":"/readiness-sandbox/{{Name}}/names","Overwrite":true,
        "Value":"{{string.Join("\\n", names.Select(n => $"{n.Key}={n.Value}"))}}"}
        """);

    /// <summary>Puts a message into the sandbox's queue, as SNS or EventBridge would.</summary>
    public async Task QueueAsync(string message) => await JsonAsync(
        "sqs",
        "AmazonSQS.SendMessage",
        new JsonObject { ["QueueUrl"] = (await NamesAsync())["queue"], ["MessageBody"] = message }.ToJsonString());

    /// <summary>Minimum, maximum and desired of the group, and how many scheduled actions it has.</summary>
    public async Task<(string Minimum, string Maximum, string Desired, int Armed)> GroupAsync()
    {
        var group = (await NamesAsync())["group"];
        var described = await FormAsync("autoscaling", new()
        {
            ["Action"] = "DescribeAutoScalingGroups",
            ["AutoScalingGroupNames.member.1"] = group,
        });
        var armed = await FormAsync("autoscaling", new()
        {
            ["Action"] = "DescribeScheduledActions",
            ["AutoScalingGroupName"] = group,
        });
        return (Text(described, "MinSize"), Text(described, "MaxSize"), Text(described, "DesiredCapacity"),
            armed.Descendants().Count(e => e.Name.LocalName == "ScheduledActionName"));
    }

    /// <summary>The zone's records and health check as Route 53 lists them.</summary>
    public async Task<string> DnsAsync()
    {
        var names = await NamesAsync();
        var records = await SendAsync(HttpMethod.Get, $"/2013-04-01/hostedzone/{names["zone"]}/rrset", "route53");
        var check = await SendAsync(HttpMethod.Get, $"/2013-04-01/healthcheck/{names["health-check"]}", "route53");
        return string.Join(
            ' ',
            new[] { "SetIdentifier", "Weight", "Value", "HealthCheckId", "Inverted", "Disabled" }
                .SelectMany(part => XDocument.Parse(records).Descendants()
                    .Concat(XDocument.Parse(check).Descendants())
                    .Where(e => e.Name.LocalName == part)
                    .Select(e => $"{part}={e.Value}")));
    }

    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        _moto.Dispose();
    }

    private async Task CompleteAsync()
    {
        var names = await NamesAsync();
        foreach (var (type, id) in new[] { ("hostedzone", names["zone"]), ("healthcheck", names["health-check"]) })
        {
            await SendAsync(HttpMethod.Post, $"/2013-04-01/tags/{type}/{id}", "route53", new StringContent(
                "<ChangeTagsForResourceRequest xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"><AddTags><Tag>"
                + $"<Key>readiness:sandbox</Key><Value>{Name}</Value></Tag></AddTags></ChangeTagsForResourceRequest>"));
        }

        await SendAsync(HttpMethod.Post, $"/2013-04-01/hostedzone/{names["zone"]}/rrset", "route53", new StringContent(
            "<ChangeResourceRecordSetsRequest xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"><ChangeBatch><Changes>"
            + Upsert("blue", 10, "192.0.2.1", $"<HealthCheckId>{names["health-check"]}</HealthCheckId>")
            + Upsert("green", 20, "192.0.2.2", "")
            + "</Changes></ChangeBatch></ChangeResourceRecordSetsRequest>"));
        if (names.TryGetValue("listener", out var listener))
        {
            await FormAsync("elasticloadbalancing", new()
            {
                ["Action"] = "AddTags",
                ["Version"] = "2015-12-01",
                ["ResourceArns.member.1"] = listener[..listener.LastIndexOf('/')]
                    .Replace(":listener/", ":loadbalancer/", StringComparison.Ordinal),
                ["Tags.member.1.Key"] = "readiness:sandbox",
                ["Tags.member.1.Value"] = Name,
            });
        }

        await FormAsync("monitoring", new()
        {
            ["Action"] = "PutMetricAlarm",
            ["AlarmName"] = names["alarm"],
            ["Namespace"] = "ReadinessSandbox",
            ["MetricName"] = "Pressure",
            ["Statistic"] = "Maximum",
            ["Period"] = "60",
            ["EvaluationPeriods"] = "1",
            ["Threshold"] = "1",
            ["ComparisonOperator"] = "GreaterThanOrEqualToThreshold",
            ["Tags.member.1.Key"] = "readiness:sandbox",
            ["Tags.member.1.Value"] = Name,
        });
    }

    private string Upsert(string set, int weight, string value, string check) =>
        $"<Change><Action>UPSERT</Action><ResourceRecordSet><Name>web.{Name}.readiness.internal.</Name><Type>A</Type>"
        + $"<SetIdentifier>{set}</SetIdentifier><Weight>{weight}</Weight><TTL>60</TTL><ResourceRecords><ResourceRecord>"
        + $"<Value>{value}</Value></ResourceRecord></ResourceRecords>{check}</ResourceRecordSet></Change>";

    private async Task<XDocument> FormAsync(string service, Dictionary<string, string> form) =>
        XDocument.Parse(await SendAsync(HttpMethod.Post, "/", service, new FormUrlEncodedContent(form)));

    private async Task<JsonNode> JsonAsync(string service, string target, string body)
    {
        var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/x-amz-json-1.1"));
        content.Headers.Add("X-Amz-Target", target);
        return JsonNode.Parse(await SendAsync(HttpMethod.Post, "/", service, content))!;
    }

    // moto finds service and region in the signature, and checks nothing else of it.
    private async Task<string> SendAsync(HttpMethod method, string path, string service, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential=testing/{Stamp}/{service}/aws4_request, SignedHeaders=host, Signature=0");
        using var response = await _moto.SendAsync(request, Cancel);
        var answer = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.IsSuccessStatusCode, answer);
        return answer;
    }

    private static string Text(XDocument answer, string name) =>
        answer.Descendants().First(e => e.Name.LocalName == name).Value;
}
