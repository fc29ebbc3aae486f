using ServerlessReadiness.Application.Ports;

namespace ServerlessReadiness.Application.State;

/// <summary>
/// Decides what goes wrong in an <see cref="InMemoryStateStore"/>. Called once per round trip, under the store's lock,
/// so an implementation over a seeded source gives the same faults in the same order.
/// </summary>
public interface IStoreFaults
{
    /// <param name="writes">The commit.</param>
    /// <param name="attempt">1 for the first attempt, one more for each retry after a conflict.</param>
    StoreFault OnCommit(IReadOnlyList<StateWrite> writes, int attempt) => StoreFault.None;

    /// <summary>How a read, query or due query fails, or null when it does not.</summary>
    PortFailure? OnRead() => null;

    /// <summary>
    /// How many of the latest commits the due index has not seen yet. The documents it then gives are those of that
    /// earlier moment, as the port allows: a caller that does not claim by conditional write is found out.
    /// </summary>
    int DueIndexCommitsBehind() => 0;
}
