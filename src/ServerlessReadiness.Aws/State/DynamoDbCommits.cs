using System.Diagnostics;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Aws.Clients;

namespace ServerlessReadiness.Aws.State;

/// <summary>
/// Commits: one write is a conditional PutItem, several are one TransactWriteItems. Attempts of one commit share its
/// id, so an attempt whose answer was lost is recognised: by the request token of a transaction, by the
/// <c>commit</c> attribute of a single item.
/// </summary>
/// <remarks>
/// A second <see cref="CommitAsync"/> with the same writes is another commit and loses against the first. It must: two
/// deliveries of one alarm may well ask for the same writes, and only one of them may act.
/// </remarks>
internal sealed class DynamoDbCommits(IAmazonDynamoDB client, StateStoreSettings settings)
{
    private readonly Backoff _backoff = new(settings.Time, settings.Chance);

    public async Task<SaveOutcome> CommitAsync(IReadOnlyList<StateWrite> writes, CancellationToken cancellationToken)
    {
        var documents = StateChecks.Commit(writes);
        var commitId = settings.NewCommitId();
        var puts = new List<Put>(writes.Count);
        // One instant for all attempts: a repeated token with another condition value would be refused as a mismatch.
        var now = settings.Time.GetUtcNow();
        for (var i = 0; i < writes.Count; i++)
            puts.Add(ConditionalPut(writes[i], documents[i], commitId, now));

        for (var failures = 0; ;)
        {
            var attempt = writes.Count == 1
                ? await PutAsync(writes[0], puts[0], commitId, cancellationToken)
                : await TransactAsync(writes, puts, commitId, cancellationToken);
            if (attempt.Outcome is { } outcome)
                return outcome;
            if (failures++ == StateLimits.ConflictRetriesMax)
                return GiveUp(writes, attempt);
            await _backoff.WaitAsync(failures, cancellationToken);
        }
    }

    private Task<CommitAttempt> PutAsync(
        StateWrite write,
        Put put,
        string commitId,
        CancellationToken cancellationToken) => CallAsync(
        [write],
        async () =>
        {
            try
            {
                await client.PutItemAsync(
                    new PutItemRequest
                    {
                        TableName = put.TableName,
                        Item = put.Item,
                        ConditionExpression = put.ConditionExpression,
                        ExpressionAttributeNames = put.ExpressionAttributeNames,
                        ExpressionAttributeValues = put.ExpressionAttributeValues,
                        ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
                    },
                    cancellationToken);
                return CommitAttempt.Saved;
            }
            catch (ConditionalCheckFailedException refused)
            {
                // When the SDK repeats a write whose answer was lost, the condition fails because of that very write.
                // Told "duplicate", the caller would drop a signal that nobody else handles.
                return refused.Item?.GetValueOrDefault(ItemMapping.CommitAttribute)?.S == commitId
                    ? CommitAttempt.Saved
                    : CommitAttempt.Settled(Lost(write));
            }
            catch (TransactionConflictException conflict)
            {
                return CommitAttempt.Blocked(CommitObstacle.Conflict, conflict);
            }
        },
        cancellationToken);

    private Task<CommitAttempt> TransactAsync(
        IReadOnlyList<StateWrite> writes,
        List<Put> puts,
        string commitId,
        CancellationToken cancellationToken) => CallAsync(
        writes,
        async () =>
        {
            try
            {
                await client.TransactWriteItemsAsync(
                    new TransactWriteItemsRequest
                    {
                        TransactItems = puts.ConvertAll(put => new TransactWriteItem { Put = put }),
                        ClientRequestToken = commitId,
                    },
                    cancellationToken);
                return CommitAttempt.Saved;
            }
            catch (TransactionCanceledException cancelled)
            {
                return Read(writes, cancelled);
            }
            catch (TransactionInProgressException inProgress)
            {
                // An earlier attempt of this commit, its answer lost, is still at work. The SDK has waited and asked
                // again already. "Nothing was written" would be a guess, so this is no lost race.
                throw new PortException(
                    PortFailure.Unavailable,
                    $"Table {settings.TableName}: could not {Describe(writes)}: an earlier attempt of it is still at "
                    + "work. It may or may not happen: read again, then decide.",
                    inProgress);
            }
        },
        cancellationToken);

    /// <summary>
    /// What the reasons of a cancelled transaction mean, strongest first: a taken name, a lost race, a passing
    /// obstacle. Reasons stand in the order of the writes.
    /// </summary>
    private CommitAttempt Read(IReadOnlyList<StateWrite> writes, TransactionCanceledException cancelled)
    {
        var reasons = cancelled.CancellationReasons ?? [];
        var refused = reasons.Zip(writes)
            .Where(pair => pair.First.Code == "ConditionalCheckFailed")
            .Select(pair => pair.Second)
            .ToList();
        if ((refused.Find(write => write is StateWrite.Claim) ?? refused.FirstOrDefault()) is { } loser)
            return CommitAttempt.Settled(Lost(loser));
        if (reasons.Exists(reason => reason.Code is "TransactionConflict"))
            return CommitAttempt.Blocked(CommitObstacle.Conflict, cancelled);
        return reasons.Exists(reason => reason.Code is "ThrottlingError" or "ProvisionedThroughputExceeded")
            ? CommitAttempt.Blocked(CommitObstacle.Throttled, cancelled)
            : throw DynamoDbErrors.Translate(settings.TableName, Describe(writes), cancelled);
    }

    private SaveOutcome.LostRace GiveUp(IReadOnlyList<StateWrite> writes, CommitAttempt last) => last.Obstacle switch
    {
        CommitObstacle.Conflict => new SaveOutcome.LostRace(Address: null),
        CommitObstacle.Throttled => throw DynamoDbErrors.Throttled(settings.TableName, Describe(writes), last.Cause),
        _ => throw new UnreachableException(),
    };

    private Put ConditionalPut(StateWrite write, PackedDocument document, string commitId, DateTimeOffset now)
    {
        const string Free = "attribute_not_exists(pk) OR expiresAt < :now";
        const string Unchanged = "#version = :expected AND (attribute_not_exists(expiresAt) OR expiresAt >= :now)";
        var put = new Put
        {
            TableName = settings.TableName,
            Item = ItemMapping.Item(write, document, commitId),
            ConditionExpression = Free,
            ExpressionAttributeValues = new Dictionary<string, AttributeValue>(StringComparer.Ordinal)
            {
                [":now"] = ItemMapping.Number(now.ToUnixTimeSeconds()),
            },
        };
        if (write is StateWrite.Put { ExpectedVersion: > 0 and var expected })
        {
            put.ConditionExpression = Unchanged;
            put.ExpressionAttributeNames = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["#version"] = ItemMapping.VersionAttribute,
            };
            put.ExpressionAttributeValues[":expected"] = ItemMapping.Number(expected);
        }

        return put;
    }

    private Task<CommitAttempt> CallAsync(
        IReadOnlyList<StateWrite> writes,
        Func<Task<CommitAttempt>> call,
        CancellationToken cancellationToken) =>
        DynamoDbErrors.CallAsync(settings.TableName, Describe(writes), call, cancellationToken);

    private static SaveOutcome Lost(StateWrite write) => write is StateWrite.Claim
        ? new SaveOutcome.Duplicate(write.Address)
        : new SaveOutcome.LostRace(write.Address);

    private static string Describe(IReadOnlyList<StateWrite> writes) => writes.Count == 1
        ? $"write {writes[0].Address}"
        : FormattableString.Invariant($"write {writes.Count} items, first {writes[0].Address}");
}
