using ServerlessReadiness.Sdk.Tests.Generation;

namespace ServerlessReadiness.Sdk.Tests.Comparison;

/// <summary>
/// The comparison can fail: each kind of mistake, made on purpose in a built slice, is found and named.
/// </summary>
public sealed class InjectedDifferenceTests
{
    [Fact]
    public async Task Every_injected_mistake_is_found()
    {
        var data = Botocore.FindOrSkip();
        using var tree = new TemporaryTree();
        tree.AddSlice(data.Load("sqs"), ServedPackages.Sqs with
        {
            RenameMembers = new Dictionary<string, string> { ["Message.Body"] = "Text" },
            NoArgumentOverloads = ["PurgeQueue"],
        });
        var path = Path.Combine("sdk", "AWSSDK.SQS", "AWSSDK.SQS.g.cs");
        tree.Write(path, WithMistakes(await File.ReadAllTextAsync(
            Path.Combine(tree.Root, path), TestContext.Current.CancellationToken)));
        tree.AddConsumer("return;", "AWSSDK.SQS");

        var comparison = ServedSlices.Compare("AWSSDK.SQS", await tree.BuildAsync("mistakes"));

        var found = comparison.OnlyInSlice.Select(fact => fact.ToString()).ToList();
        Assert.Contains("Property Amazon.SQS.Model.Message Text : System.String get set", found);
        Assert.Contains(
            "Property Amazon.SQS.Model.SendMessageRequest DelaySeconds : System.Nullable<System.Int64> get set", found);
        Assert.Contains("Property Amazon.SQS.Model.Message MessageId : System.String get", found);
        Assert.Contains("Constant Amazon.SQS.QueueAttributeName FifoQueue = \"Fifo\"", found);
        Assert.Contains(
            "BaseType Amazon.SQS.Model.QueueDoesNotExistException : Amazon.Runtime.AmazonServiceException", found);
        Assert.Contains(found, fact => fact.StartsWith("Method Amazon.SQS.IAmazonSQS PurgeQueueAsync(System.Threading", StringComparison.Ordinal));
        Assert.Contains(found, fact => fact.StartsWith("Method Amazon.SQS.IAmazonSQS TagQueueAsync(", StringComparison.Ordinal) && fact.Contains("query", StringComparison.Ordinal));
        Assert.Contains("Constructor Amazon.SQS.AmazonSQSClient (Amazon.RegionEndpoint endpoint)", found);
        Assert.Contains(comparison.OnlyOfficial, fact => fact.Text.StartsWith("Body :", StringComparison.Ordinal));
    }

    private static string WithMistakes(string code)
    {
        (string From, string To)[] mistakes =
        [
            ("public int? DelaySeconds { get; set; }", "public long? DelaySeconds { get; set; }"),
            ("public string MessageId { get; set; }", "public string MessageId { get; internal set; }"),
            ("FifoQueue = new(\"FifoQueue\")", "FifoQueue = new(\"Fifo\")"),
            ("class QueueDoesNotExistException : AmazonSQSException", "class QueueDoesNotExistException : AmazonServiceException"),
            (
                "TagQueueAsync(TagQueueRequest request, CancellationToken cancellationToken = default);",
                "TagQueueAsync(TagQueueRequest query, CancellationToken cancellationToken = default);"),
            ("AmazonSQSClient(RegionEndpoint region)", "AmazonSQSClient(RegionEndpoint endpoint)"),
        ];
        foreach (var (from, to) in mistakes)
        {
            Assert.Contains(from, code, StringComparison.Ordinal);
            code = code.Replace(from, to, StringComparison.Ordinal);
        }

        // The renamed parameter is not worth another edit of the constructor's body.
        return code.Replace("{ RegionEndpoint = region })", "{ RegionEndpoint = null })", StringComparison.Ordinal);
    }
}
