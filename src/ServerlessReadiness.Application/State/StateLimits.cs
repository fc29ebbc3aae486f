namespace ServerlessReadiness.Application.State;

/// <summary>The bounds that every store keeps. They are DynamoDB's, or stay below them with room for keys.</summary>
public static class StateLimits
{
    /// <summary>TransactWriteItems takes at most 100 actions.</summary>
    public const int CommitWritesMax = 100;

    /// <summary>TransactWriteItems takes at most 4 MB in all; the rest is for keys and attribute names.</summary>
    public const int CommitBytesMax = 3_900_000;

    /// <summary>BatchGetItem takes at most 100 keys, so a larger read takes further round trips.</summary>
    public const int ReadBatchMax = 100;

    /// <summary>A document above this is stored compressed.</summary>
    public const int PlainDocumentBytesMax = 64 * 1024;

    /// <summary>What a document may take in the table, compressed when large. DynamoDB's own limit is 400 KB.</summary>
    public const int StoredDocumentBytesMax = 300 * 1024;

    /// <summary>What a document may take in memory, so that a compressed one cannot exhaust a function.</summary>
    public const int DocumentBytesMax = 4 * 1024 * 1024;

    public const int PartitionKeyBytesMax = 2048;

    public const int SortKeyBytesMax = 1024;

    public const int PageSizeMax = 1000;

    public const int DueLimitMax = 1000;

    /// <summary>How often a commit is tried again after a transaction conflict before it is a lost race.</summary>
    public const int ConflictRetriesMax = 5;
}
