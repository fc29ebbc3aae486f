namespace ServerlessReadiness.Application.State;

/// <summary>One conditional write of a commit. A commit's writes happen all together or not at all.</summary>
public abstract record StateWrite
{
    private StateWrite(StateAddress address) => Address = address;

    public StateAddress Address { get; }

    /// <summary>Creates or replaces a document, if its stored version still is the one that was read.</summary>
    /// <param name="Target">The document's address.</param>
    /// <param name="Json">UTF-8 JSON.</param>
    /// <param name="ExpectedVersion">The version read; 0 when the document must not exist yet.</param>
    /// <param name="DueAt">Puts the document into the due index at this instant; null takes it out.</param>
    /// <param name="ExpiresAt">The table forgets the document some time after this instant; null keeps it.</param>
    public sealed record Put(
        StateAddress Target,
        ReadOnlyMemory<byte> Json,
        long ExpectedVersion,
        DateTimeOffset? DueAt = null,
        DateTimeOffset? ExpiresAt = null) : StateWrite(Target);

    /// <summary>Takes a name that only one writer can have, as the inbox does with a deduplication key.</summary>
    /// <param name="Target">The name, as an address.</param>
    /// <param name="ExpiresAt">When the name may be forgotten.</param>
    public sealed record Claim(StateAddress Target, DateTimeOffset ExpiresAt) : StateWrite(Target);
}
