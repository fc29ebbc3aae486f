namespace ServerlessReadiness.Aws.Clients;

/// <summary>What a client is for. Its retries and time-outs follow from that.</summary>
public enum ClientUse
{
    /// <summary>The state table: reads, and conditional writes with a token. Repeating is harmless.</summary>
    State = 0,

    /// <summary>Reads of the world.</summary>
    Read = 1,

    /// <summary>
    /// Calls that change the world. One attempt only: the executor repeats them, after it has read lease, mode and
    /// world again.
    /// </summary>
    Effect = 2,

    /// <summary>
    /// Reads that may fail without harm, made beside a read that matters. One short attempt, so that a service in
    /// trouble delays nothing.
    /// </summary>
    Glance = 3,

    /// <summary>A call that lasts as long as a function works. One attempt.</summary>
    Wait = 4,
}
