using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core.Actions;

namespace ServerlessReadiness.Aws.Messages;

using Amazon.SimpleNotificationService.Model;

/// <summary>Tells people through one SNS topic.</summary>
public sealed class SnsNotifier : INotifier
{
    /// <summary>The message attribute by which a reader tells a repeat.</summary>
    public const string TokenAttribute = "token";

    private const int ArnPartCount = 6;

    private readonly AwsClients _clients;
    private readonly string _topicArn;
    private readonly Location _location;

    /// <exception cref="ArgumentException">The ARN is not a standard topic's.</exception>
    public SnsNotifier(AwsClients clients, string topicArn)
    {
        var parts = topicArn.Split(':');
        if (parts.Length != ArnPartCount || parts[0] != "arn" || parts[2] != "sns" || parts[3].Length == 0
            || parts[4].Length == 0 || topicArn.EndsWith(".fifo", StringComparison.Ordinal))
            throw new ArgumentException(
                $"\"{topicArn}\" is not the ARN of a standard SNS topic, arn:aws:sns:REGION:ACCOUNT:NAME; set "
                + "READINESS_NOTIFICATIONS_TOPIC_ARN, for reports READINESS_LEADERSHIP_TOPIC_ARN, to one.",
                nameof(topicArn));

        _clients = clients;
        _topicArn = topicArn;
        _location = new Location(parts[4], parts[3]);
    }

    public Task PublishAsync(Change.Publish message, CancellationToken cancellationToken)
    {
        var subject = SnsText.Subject(message.Subject);
        var request = new PublishRequest
        {
            TopicArn = _topicArn,
            Subject = subject,
            // SNS refuses an empty message; the subject alone still tells what happened.
            Message = message.Text.Length == 0 ? subject : SnsText.Message(message.Text),
            MessageAttributes = new Dictionary<string, MessageAttributeValue>
            {
                [TokenAttribute] = new() { DataType = "String", StringValue = message.Token },
            },
        };
        return new AwsCall($"topic {_topicArn}", _location, "sns:Publish").SendAsync(
            _clients,
            () => _clients.Sns(_location, ClientUse.Effect).PublishAsync(request, cancellationToken),
            cancellationToken);
    }
}
