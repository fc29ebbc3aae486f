using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;

namespace ServerlessReadiness.Application.Tests.Support;

/// <summary>Faults of the store that a test states as functions.</summary>
internal sealed class Faults : IStoreFaults
{
    public Func<int, StoreFault> Commit { get; set; } = _ => StoreFault.None;

    public Func<PortFailure?> Read { get; set; } = () => null;

    public Func<int> DueBehind { get; set; } = () => 0;

    StoreFault IStoreFaults.OnCommit(IReadOnlyList<StateWrite> writes, int attempt) => Commit(attempt);

    PortFailure? IStoreFaults.OnRead() => Read();

    int IStoreFaults.DueIndexCommitsBehind() => DueBehind();
}
