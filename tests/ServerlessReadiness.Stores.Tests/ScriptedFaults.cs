using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;

namespace ServerlessReadiness.Stores.Tests;

/// <summary>Faults that a test states as functions.</summary>
internal sealed class ScriptedFaults : IStoreFaults
{
    public Func<int, StoreFault> Commit { get; set; } = _ => StoreFault.None;

    public PortFailure? Read { get; set; }

    public int DueBehind { get; set; }

    StoreFault IStoreFaults.OnCommit(IReadOnlyList<StateWrite> writes, int attempt) => Commit(attempt);

    PortFailure? IStoreFaults.OnRead() => Read;

    int IStoreFaults.DueIndexCommitsBehind() => DueBehind;
}
