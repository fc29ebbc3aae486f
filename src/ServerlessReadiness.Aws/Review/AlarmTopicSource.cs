using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Aws.Review;

using Amazon.KeyManagementService.Model;
using Amazon.SimpleNotificationService.Model;

/// <summary>The topics on the alarms' ways, their keys and subscriptions, and the topic from which people are told.
/// </summary>
/// <param name="clients">The clients.</param>
/// <param name="routes">The ways on which alarms come to us.</param>
/// <param name="notificationsTopicArn">Where people are told; null where nobody said.</param>
public sealed class AlarmTopicSource(AwsClients clients, AlarmRoutes routes, string? notificationsTopicArn) : IReviewSource
{
    private const int ArnParts = 6;

    public string Name => "alarm topics, their keys and subscriptions";

    public async Task<ReviewFacts> ReadAsync(
        ReviewFacts facts,
        IReadOnlyList<Location> places,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var arns = facts.Alarms.Items.SelectMany(a => a.Actions)
            .Append(routes.TopicArn)
            .OfType<string>()
            .Where(IsTopic)
            .Distinct(StringComparer.Ordinal);
        return facts with
        {
            AlarmTopics = await TopicsAsync(arns, withKeys: true, cancellationToken),
            Notified = notificationsTopicArn is null
                ? new Seen<AlarmTopicView>([], ["the topic from which people are told: set READINESS_NOTIFICATIONS_TOPIC_ARN"])
                : await TopicsAsync([notificationsTopicArn], withKeys: false, cancellationToken),
        };
    }

    private async Task<Seen<AlarmTopicView>> TopicsAsync(
        IEnumerable<string> arns,
        bool withKeys,
        CancellationToken cancellationToken)
    {
        var topics = new List<AlarmTopicView>();
        var unread = new List<string>();
        foreach (var arn in arns)
        {
            var seen = await Reading.EachAsync(
                [PlaceOf(arn)],
                $"topic {arn}",
                async Task<IReadOnlyList<AlarmTopicView>> (place) =>
                    [await TopicAsync(place, arn, unread, withKeys, cancellationToken)]);
            topics.AddRange(seen.Items);
            unread.AddRange(seen.Unread);
        }

        return new Seen<AlarmTopicView>(EquatableList.From(topics), EquatableList.From(unread));
    }

    private async Task<AlarmTopicView> TopicAsync(
        Location place,
        string arn,
        List<string> unread,
        bool withKeys,
        CancellationToken cancellationToken)
    {
        var request = new GetTopicAttributesRequest { TopicArn = arn };
        var response = await new AwsCall($"topic {arn}", place, "sns:GetTopicAttributes").SendAsync(
            clients,
            () => clients.Sns(place, ClientUse.Read).GetTopicAttributesAsync(request, cancellationToken),
            cancellationToken);
        var attributes = response.Attributes ?? [];
        var key = withKeys && attributes.GetValueOrDefault("KmsMasterKeyId") is { Length: > 0 } id
            ? await KeyAsync(place, id, unread, cancellationToken)
            : null;
        return new AlarmTopicView(
            arn,
            attributes.GetValueOrDefault("Policy") ?? "",
            key,
            await SubscriptionsAsync(place, arn, cancellationToken));
    }

    private async Task<EquatableList<SubscriptionView>> SubscriptionsAsync(
        Location place,
        string arn,
        CancellationToken cancellationToken)
    {
        var request = new ListSubscriptionsByTopicRequest { TopicArn = arn };
        var found = await Pages.AllAsync(
            clients,
            new AwsCall($"subscriptions of topic {arn}", place, "sns:ListSubscriptionsByTopic"),
            token =>
            {
                request.NextToken = token;
                return clients.Sns(place, ClientUse.Read).ListSubscriptionsByTopicAsync(request, cancellationToken);
            },
            response => (response.Subscriptions, response.NextToken),
            cancellationToken);
        return EquatableList.From(found
            .Where(s => s.SubscriptionArn != "Deleted")
            .Select(s => new SubscriptionView(
                s.Protocol ?? "",
                s.Endpoint ?? "",

                // Until it is confirmed, SNS has a word in place of the ARN.
                IsConfirmed: s.SubscriptionArn?.StartsWith("arn:", StringComparison.Ordinal) == true)));
    }

    /// <summary>A key that cannot be read is reported; the topic is known all the same.</summary>
    private async Task<AlarmKeyView> KeyAsync(
        Location place,
        string id,
        List<string> unread,
        CancellationToken cancellationToken)
    {
        // A key may be another account's; a bare id or an alias is the topic's own.
        var at = id.Split(':') is { Length: >= ArnParts } parts ? new Location(parts[4], parts[3]) : place;
        var seen = await Reading.EachAsync(
            [at],
            $"key {id}",
            async Task<IReadOnlyList<AlarmKeyView>> (where) => [await DescribeAsync(where, id, cancellationToken)]);
        unread.AddRange(seen.Unread);

        // The alias tells who owns the key, also where nobody may look at it.
        return seen.Items.Count > 0
            ? seen.Items[0]
            : new AlarmKeyView(id, id.Contains("alias/aws/", StringComparison.Ordinal), null, null);
    }

    private async Task<AlarmKeyView> DescribeAsync(Location place, string id, CancellationToken cancellationToken)
    {
        var response = await new AwsCall($"key {id}", place, "kms:DescribeKey").SendAsync(
            clients,
            () => clients.Kms(place, ClientUse.Read).DescribeKeyAsync(
                new DescribeKeyRequest { KeyId = id },
                cancellationToken),
            cancellationToken);
        var key = response.KeyMetadata;
        var isAws = key.KeyManager?.Value == "AWS";
        if (isAws)
        {
            return new AlarmKeyView(key.Arn, IsAwsManaged: true, key.KeyState?.Value, null);
        }

        // The policy is asked by the key itself: an alias is refused.
        var request = new GetKeyPolicyRequest { KeyId = key.KeyId, PolicyName = "default" };
        var policy = await new AwsCall($"policy of key {id}", place, "kms:GetKeyPolicy").SendAsync(
            clients,
            () => clients.Kms(place, ClientUse.Read).GetKeyPolicyAsync(request, cancellationToken),
            cancellationToken);
        return new AlarmKeyView(key.Arn, IsAwsManaged: false, key.KeyState?.Value, policy.Policy);
    }

    private static bool IsTopic(string arn) => arn.Split(':') is { Length: ArnParts } parts && parts[2] == "sns";

    private static Location PlaceOf(string arn) => new(arn.Split(':')[4], arn.Split(':')[3]);
}
