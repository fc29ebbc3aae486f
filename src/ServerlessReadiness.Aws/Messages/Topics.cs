using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;

namespace ServerlessReadiness.Aws.Messages;

using Amazon.SimpleNotificationService.Model;

/// <summary>
/// What the CLI does with topics: make them on an imitation of AWS, and send a signal to the alarm topic.
/// </summary>
public sealed class Topics(AwsClients clients)
{
    /// <summary>The ARN of the topic of that name, made if it does not exist. Safe to repeat.</summary>
    /// <exception cref="PortException">The service could not be reached or refused.</exception>
    public async Task<string> CreateIfMissingAsync(Location location, string name, CancellationToken cancellationToken)
    {
        var response = await new AwsCall($"topic {name}", location, "sns:CreateTopic").SendAsync(
            clients,
            () => clients.Sns(location, ClientUse.Read).CreateTopicAsync(
                new CreateTopicRequest { Name = name },
                cancellationToken),
            cancellationToken);
        return response.TopicArn;
    }

    /// <summary>
    /// Publishes a text as it is and returns the message's id. One attempt: the caller decides on another.
    /// </summary>
    /// <exception cref="PortException">The service could not be reached or refused.</exception>
    public async Task<string> PublishAsync(string topicArn, string message, CancellationToken cancellationToken)
    {
        var location = LocationOf(topicArn) ?? throw new ArgumentException(
            $"\"{topicArn}\" is no topic.",
            nameof(topicArn));
        var response = await new AwsCall($"topic {topicArn}", location, "sns:Publish").SendAsync(
            clients,
            () => clients.Sns(location, ClientUse.Effect).PublishAsync(
                new PublishRequest { TopicArn = topicArn, Message = message },
                cancellationToken),
            cancellationToken);
        return response.MessageId;
    }

    /// <summary>The account and region of a standard topic's ARN; null when the text is none.</summary>
    public static Location? LocationOf(string? topicArn) =>
        topicArn?.Split(':') is ["arn", _, "sns", { Length: > 0 } region, { Length: > 0 } account, { Length: > 0 } name]
            && !name.EndsWith(".fifo", StringComparison.Ordinal)
            ? new Location(account, region)
            : null;
}
