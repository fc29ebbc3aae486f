using System.Runtime.InteropServices;

namespace ServerlessReadiness.Application.State;

/// <summary>How often a store went to its table. A decision has a budget of round trips, so tests count them.</summary>
/// <param name="Reads">Reads by address, one per 100 addresses.</param>
/// <param name="Commits">Attempts of commits, retries after conflicts included.</param>
/// <param name="Queries">Pages of partitions.</param>
/// <param name="DueReads">Reads of the due index.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct StoreRoundTrips(long Reads, long Commits, long Queries, long DueReads)
{
    public long Total => Reads + Commits + Queries + DueReads;
}
