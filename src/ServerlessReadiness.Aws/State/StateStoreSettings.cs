namespace ServerlessReadiness.Aws.State;

/// <summary>What a <see cref="DynamoDbStateStore"/> needs besides its client.</summary>
public sealed record StateStoreSettings
{
    public required string TableName { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Numbers from 0 to below 1, for the jitter of retries.</summary>
    public required Func<double> Chance { get; init; }

    /// <summary>
    /// A name for each commit that no other commit has, at most 36 characters. The table recognises a repeated attempt
    /// by it, so it must not follow from the content: two writers may well ask for the same, and only one may win.
    /// </summary>
    public required Func<string> NewCommitId { get; init; }
}
