using Amazon.SQS;
using Amazon.SQS.Model;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Messages;
using ServerlessReadiness.Core.Snapshots;

namespace ServerlessReadiness.Aws.Tests;

/// <summary>What the page says of dead letters, against moto's SQS.</summary>
public sealed class LetterCountsTests(MotoFixture moto)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Queues_in_which_something_waits_are_told_by_what_the_template_calls_them()
    {
        var clients = await moto.ClientsAsync();
        var sqs = clients.Sqs(MotoFixture.Home, ClientUse.Read);
        var full = await MakeAsync(sqs, "my-stack-ClockFailures-1A2B3C");
        var empty = await MakeAsync(sqs, "my-stack-ApiFailures-4D5E6F");
        for (var i = 0; i < 3; i++)
        {
            await sqs.SendMessageAsync(new SendMessageRequest { QueueUrl = full.AbsoluteUri, MessageBody = "{}" }, Cancel);
        }

        var counts = new LetterCounts(new QueueLetters(clients, MotoFixture.Home.Region), [full, empty]);

        Assert.Equal([new QueueView("ClockFailures", 3)], await counts.CountAsync(Cancel));
    }

    [Fact]
    public async Task A_queue_that_is_not_there_is_named()
    {
        var clients = await moto.ClientsAsync();
        var lost = new Uri(await MakeAsync(clients.Sqs(MotoFixture.Home, ClientUse.Read), "my-stack-X-1"), "no-such-queue");

        var failure = await Assert.ThrowsAsync<PortException>(() => new LetterCounts(
            new QueueLetters(clients, MotoFixture.Home.Region), [lost]).CountAsync(Cancel));

        Assert.Contains("no-such-queue", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<Uri> MakeAsync(IAmazonSQS sqs, string name) =>
        new((await sqs.CreateQueueAsync(new CreateQueueRequest { QueueName = name }, Cancel)).QueueUrl);
}
