using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using Amazon.SimpleNotificationService.Model;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Messages;
using ServerlessReadiness.Core.Actions;

namespace ServerlessReadiness.Aws.Tests;

public sealed class SnsNotifierTests(MotoFixture moto)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_arrives_with_its_subject_and_the_token_that_tells_a_repeat()
    {
        var clients = await moto.ClientsAsync();
        var name = $"ops-{Guid.NewGuid():N}";
        var config = new AmazonSQSConfig
        {
            ServiceURL = (await moto.UriAsync()).AbsoluteUri,
            AuthenticationRegion = "eu-west-1",
        };
        using var sqs = new AmazonSQSClient(new BasicAWSCredentials("testing", "testing"), config);
        var queue = await sqs.CreateQueueAsync(new CreateQueueRequest { QueueName = name }, Cancel);
        var sns = clients.Sns(MotoFixture.Home, ClientUse.Effect);
        var topic = await sns.CreateTopicAsync(new CreateTopicRequest { Name = name }, Cancel);
        await sns.SubscribeAsync(
            new SubscribeRequest
            {
                TopicArn = topic.TopicArn,
                Protocol = "sqs",
                Endpoint = $"arn:aws:sqs:eu-west-1:{MotoFixture.Account}:{name}",
            },
            Cancel);

        await new SnsNotifier(clients, topic.TopicArn).PublishAsync(
            new Change.Publish("run-7/notify", "web: page\nnow", "Kapazität 부족"),
            Cancel);

        var received = await sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = queue.QueueUrl }, Cancel);
        using var envelope = JsonDocument.Parse(Assert.Single(received.Messages).Body);
        Assert.Equal("web: page now", envelope.RootElement.GetProperty("Subject").GetString());
        Assert.Equal("Kapazität 부족", envelope.RootElement.GetProperty("Message").GetString());
        Assert.Equal(
            "run-7/notify",
            envelope.RootElement.GetProperty("MessageAttributes").GetProperty("token")
                .GetProperty("Value").GetString());
    }

    [Theory]
    [InlineData("ops")]
    [InlineData("arn:aws:sqs:eu-west-1:123456789012:ops")]
    [InlineData("arn:aws:sns:eu-west-1:123456789012:ops.fifo")]
    [InlineData("arn:aws:sns:eu-west-1:123456789012:ops:subscription")]
    public async Task Anything_but_a_standard_topics_arn_is_refused_at_start(string arn)
    {
        await using var aws = await CannedAws.StartAsync((request, _) => CannedAnswer.Query(request.Action));
        using var clients = aws.Clients();

        var error = Assert.Throws<ArgumentException>(() => new SnsNotifier(clients, arn));

        Assert.Contains("READINESS_NOTIFICATIONS_TOPIC_ARN", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_without_text_says_its_subject()
    {
        await using var aws = await CannedAws.StartAsync((request, _) =>
            CannedAnswer.Query(request.Action, "<MessageId>m</MessageId>"));
        using var clients = aws.Clients();

        await new SnsNotifier(clients, "arn:aws:sns:eu-west-1:123456789012:ops")
            .PublishAsync(new Change.Publish("t", "look here", ""), Cancel);

        Assert.Equal("look here", aws.Requests("Publish")[0].Form["Message"]);
    }

    [Theory]
    [InlineData("web: plain subject", "web: plain subject")]
    [InlineData("  first\r\n second\t third ", "first second third")]
    [InlineData("서버 장애: web-asg", "? ?: web-asg")]
    [InlineData("why?? because", "why?? because")]
    [InlineData("서버 장애", "Serverless Readiness")]
    [InlineData("", "Serverless Readiness")]
    public void A_subject_is_one_line_of_ascii(string text, string subject) =>
        Assert.Equal(subject, SnsText.Subject(text));

    [Fact]
    public void A_long_subject_is_cut_below_100_characters() =>
        Assert.Equal(new string('a', 99), SnsText.Subject(new string('a', 300)));

    [Fact]
    public void A_long_message_is_cut_between_characters_within_256_KB_and_says_so()
    {
        var text = string.Concat(Enumerable.Repeat("한🎉", 60_000));

        var message = SnsText.Message(text);

        Assert.InRange(Encoding.UTF8.GetByteCount(message), 250 * 1024, 256 * 1024);
        Assert.EndsWith(SnsText.Cut, message, StringComparison.Ordinal);
        Assert.StartsWith(message[..^SnsText.Cut.Length], text, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', message);
        Assert.Equal("short", SnsText.Message("short"));
    }
}
