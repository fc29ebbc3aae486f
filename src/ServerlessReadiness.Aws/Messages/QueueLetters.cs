using System.Globalization;
using Amazon.SQS.Model;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;

namespace ServerlessReadiness.Aws.Messages;

/// <summary>How much lies in a queue, about.</summary>
public sealed class QueueLetters(AwsClients clients, string region)
{
    private const string Waiting = "ApproximateNumberOfMessages";
    private const string Hidden = "ApproximateNumberOfMessagesNotVisible";

    private Location Location => new(clients.HomeAccount, region);

    /// <param name="name">What the queue is called here.</param>
    /// <param name="address">Its URL.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="PortException">SQS could not be reached or refused.</exception>
    public async Task<DeadLetterQueue> ReadAsync(string name, Uri address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var url = address.AbsoluteUri;
        var request = new GetQueueAttributesRequest { QueueUrl = url, AttributeNames = [Waiting, Hidden] };
        var response = await new AwsCall($"queue {name}", Location, "sqs:GetQueueAttributes", "the queue's URL, or the region").SendAsync(
            clients,
            () => clients.Sqs(Location, ClientUse.Read).GetQueueAttributesAsync(request, cancellationToken),
            cancellationToken);
        return new DeadLetterQueue(name, url, Number(response.Attributes, Waiting), Number(response.Attributes, Hidden));
    }

    private static int Number(Dictionary<string, string>? attributes, string name) =>
        attributes?.TryGetValue(name, out var text) == true
            && int.TryParse(text, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}
