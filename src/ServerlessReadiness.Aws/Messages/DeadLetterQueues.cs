using System.Globalization;
using Amazon.SQS.Model;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;

namespace ServerlessReadiness.Aws.Messages;

/// <summary>The queues of a stack in which what failed is kept.</summary>
public sealed class DeadLetterQueues(AwsClients clients, string region)
{
    /// <summary>How long a letter that somebody looks at is hidden from others: the time of one redrive.</summary>
    private static readonly TimeSpan LookTime = TimeSpan.FromMinutes(3);

    private const int BatchMax = 10;
    private const string SentAt = "SentTimestamp";
    private const string Received = "ApproximateReceiveCount";

    private readonly QueueLetters _letters = new(clients, region);

    private Location Location => new(clients.HomeAccount, region);

    /// <summary>
    /// The stack's queues. CloudFormation names each STACK-LOGICALID-CHANCE, so the middle says what it is for.
    /// </summary>
    /// <exception cref="PortException">SQS could not be reached or refused.</exception>
    public async Task<IReadOnlyList<DeadLetterQueue>> ListAsync(string stack, CancellationToken cancellationToken)
    {
        var found = new List<DeadLetterQueue>();
        string? next = null;
        do
        {
            var request = new ListQueuesRequest { QueueNamePrefix = $"{stack}-", MaxResults = 1000, NextToken = next };
            var page = await CallOf($"queues of stack {stack}", "sqs:ListQueues").SendAsync(
                clients,
                () => clients.Sqs(Location, ClientUse.Read).ListQueuesAsync(request, cancellationToken),
                cancellationToken);
            foreach (var url in page.QueueUrls ?? [])
            {
                var name = url[(url.LastIndexOf('/') + 1)..];
                var words = name[(stack.Length + 1)..].Split('-');
                found.Add(await _letters.ReadAsync(words[0], new Uri(url), cancellationToken));
            }

            next = page.NextToken;
        }
        while (!string.IsNullOrEmpty(next));
        return [.. found.OrderBy(q => q.Name, StringComparer.Ordinal)];
    }

    /// <summary>Takes letters out to look at; each is hidden from others for a few minutes, then there again.</summary>
    /// <exception cref="PortException">SQS could not be reached or refused.</exception>
    public async Task<IReadOnlyList<DeadLetter>> LookAsync(
        DeadLetterQueue queue,
        int limit,
        CancellationToken cancellationToken)
    {
        var found = new List<DeadLetter>();
        while (found.Count < limit)
        {
            var request = new ReceiveMessageRequest
            {
                QueueUrl = queue.Address,
                MaxNumberOfMessages = Math.Min(BatchMax, limit - found.Count),
                VisibilityTimeout = (int)LookTime.TotalSeconds,
                MessageSystemAttributeNames = [SentAt, Received],
            };
            var batch = await CallOf($"queue {queue.Name}", "sqs:ReceiveMessage").SendAsync(
                clients,
                () => clients.Sqs(Location, ClientUse.Read).ReceiveMessageAsync(request, cancellationToken),
                cancellationToken);
            if (batch.Messages is not { Count: > 0 } messages)
            {
                break;
            }

            found.AddRange(messages.Where(m => !found.Exists(f => f.Id == m.MessageId)).Select(m => new DeadLetter(
                queue,
                m.MessageId,
                m.ReceiptHandle,
                m.Body,
                DateTimeOffset.FromUnixTimeMilliseconds(Number(m.Attributes, SentAt)),
                (int)Number(m.Attributes, Received))));
        }

        return found;
    }

    /// <summary>Puts a letter that was looked at back at once.</summary>
    /// <exception cref="PortException">SQS could not be reached or refused.</exception>
    public Task PutBackAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        var request = new ChangeMessageVisibilityRequest
        {
            QueueUrl = letter.Queue.Address,
            ReceiptHandle = letter.Receipt,
            VisibilityTimeout = 0,
        };
        return CallOf($"queue {letter.Queue.Name}", "sqs:ChangeMessageVisibility").SendAsync(
            clients,
            () => clients.Sqs(Location, ClientUse.Read).ChangeMessageVisibilityAsync(request, cancellationToken),
            cancellationToken);
    }

    /// <summary>Deletes a letter: what it held is done, or given up by a person.</summary>
    /// <exception cref="PortException">SQS could not be reached or refused.</exception>
    public Task DeleteAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        var request = new DeleteMessageRequest { QueueUrl = letter.Queue.Address, ReceiptHandle = letter.Receipt };
        return CallOf($"queue {letter.Queue.Name}", "sqs:DeleteMessage").SendAsync(
            clients,
            () => clients.Sqs(Location, ClientUse.Read).DeleteMessageAsync(request, cancellationToken),
            cancellationToken);
    }

    private AwsCall CallOf(string thing, string operation) => new(thing, Location, operation, "--stack, or the region");

    private static long Number(Dictionary<string, string>? attributes, string name) =>
        attributes?.TryGetValue(name, out var text) == true
            && long.TryParse(text, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}
