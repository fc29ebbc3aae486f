using System.Text.Json;
using ServerlessReadiness.Testing;

namespace ServerlessReadiness.Sdk.Tests.Generation;

/// <summary>
/// The swap of packages for slices works both ways: shown with SQS, which the registry serves. One program is built
/// against the slice and against the official package, and does the same against moto.
/// </summary>
public sealed class SwapTests
{
    private const string Program = """
        using Amazon.Runtime;
        using Amazon.SQS;
        using Amazon.SQS.Model;

        using IAmazonSQS sqs = new AmazonSQSClient(
            new BasicAWSCredentials("id", "secret"),
            new AmazonSQSConfig { ServiceURL = args[0], AuthenticationRegion = "eu-central-1", MaxErrorRetry = 1 });
        var queue = await sqs.CreateQueueAsync(new CreateQueueRequest
        {
            QueueName = "orders",
            Attributes = new() { [QueueAttributeName.VisibilityTimeout] = "7" },
        });
        await sqs.SendMessageAsync(new SendMessageRequest
        {
            QueueUrl = queue.QueueUrl,
            MessageBody = "größer \"1\" & <2>",
            MessageAttributes = new() { ["kind"] = new() { DataType = "Binary", BinaryValue = new MemoryStream([1, 2, 255]) } },
        });
        var received = await sqs.ReceiveMessageAsync(new ReceiveMessageRequest
        {
            QueueUrl = queue.QueueUrl,
            MessageAttributeNames = ["All"],
            MessageSystemAttributeNames = ["ApproximateReceiveCount"],
        });
        var message = received.Messages.Single();
        Console.WriteLine($"{received.HttpStatusCode} {message.Body} {message.Attributes["ApproximateReceiveCount"]}");
        Console.WriteLine(Convert.ToHexString(message.MessageAttributes["kind"].BinaryValue.ToArray()));
        var attributes = await sqs.GetQueueAttributesAsync(new GetQueueAttributesRequest
        {
            QueueUrl = queue.QueueUrl,
            AttributeNames = ["VisibilityTimeout"],
        });
        Console.WriteLine(attributes.Attributes["VisibilityTimeout"]);
        try
        {
            await sqs.SendMessageAsync(new SendMessageRequest { QueueUrl = args[0] + "123456789012/none", MessageBody = "x" });
        }
        catch (QueueDoesNotExistException gone)
        {
            Console.WriteLine($"{gone.GetType()} {gone.StatusCode} {gone.ErrorType} {gone.ErrorCode} {gone.Message}");
        }

        """;

    [Fact]
    public async Task The_same_source_builds_and_runs_against_the_slice_and_the_official_package()
    {
        var data = Botocore.FindOrSkip();
        await using var moto = await MotoServer.StartOrSkipAsync(TestContext.Current.CancellationToken);
        using var tree = new TemporaryTree();
        tree.AddSlice(data.Load("sqs"), ServedPackages.Sqs);
        tree.AddConsumer(Program, "AWSSDK.SQS");

        var withSlice = await BuildAndRunAsync(tree, moto, "slices");
        await moto.ResetAsync(TestContext.Current.CancellationToken);
        var withOfficial = await BuildAndRunAsync(tree, moto, "official");

        Assert.Equal("OK größer \"1\" & <2> 1", withSlice[0]);
        Assert.Equal("0102FF", withSlice[1]);
        Assert.Equal("7", withSlice[2]);
        Assert.StartsWith(
            "Amazon.SQS.Model.QueueDoesNotExistException BadRequest", withSlice[3], StringComparison.Ordinal);
        Assert.Equal(withOfficial, withSlice);
        Assert.True(IsStrongNamed(tree, "official"), "The official build did not take the package from the registry.");
        Assert.False(IsStrongNamed(tree, "slices"), "The slice build took the package from the registry.");
    }

    [Theory]
    [InlineData("", "AWSSDK.Route53,AWSSDK.SQS", "")]
    [InlineData("-p:AwsPackages=official", "", "AWSSDK.Route53,AWSSDK.SQS")]
    [InlineData("-p:OfficialAwsPackages=AWSSDK.SQS", "AWSSDK.Route53", "AWSSDK.SQS")]
    public async Task Each_reference_goes_where_the_properties_say(string property, string slices, string packages)
    {
        using var tree = new TemporaryTree();
        tree.Write("sdk/AWSSDK.SQS/AWSSDK.SQS.csproj", "<Project />");
        tree.Write("sdk/AWSSDK.Route53/AWSSDK.Route53.csproj", "<Project />");
        tree.AddConsumer("return;", "AWSSDK.SQS", "AWSSDK.Route53");

        var items = JsonDocument.Parse(await tree.RunAsync(
            "dotnet",
            [
                "msbuild", "consumer/consumer.csproj", "-nologo", "-getItem:ProjectReference", "-getItem:PackageReference",
                .. property.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            ])).RootElement.GetProperty("Items");

        Assert.Equal(slices, Names(items, "ProjectReference", "Filename"));
        Assert.Equal(packages, Names(items, "PackageReference", "Identity"));
    }

    private static string Names(JsonElement items, string kind, string property) => string.Join(',', items
        .GetProperty(kind).EnumerateArray()
        .Select(item => item.GetProperty(property).GetString()!)
        .Where(name => name.StartsWith("AWSSDK.", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal));

    private static async Task<string[]> BuildAndRunAsync(TemporaryTree tree, MotoServer moto, string mode)
    {
        var output = await tree.BuildAsync(mode, "-p:AwsPackages=" + mode);
        var environment = new Dictionary<string, string> { ["AWS_EC2_METADATA_DISABLED"] = "true" };
        var said = await tree.RunAsync("dotnet", [Path.Combine(output, "consumer.dll"), moto.Uri.ToString()], environment);
        return said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static bool IsStrongNamed(TemporaryTree tree, string mode) => System.Reflection.AssemblyName
        .GetAssemblyName(Path.Combine(tree.Root, "out-" + mode, "AWSSDK.SQS.dll"))
        .GetPublicKeyToken() is { Length: > 0 };
}
