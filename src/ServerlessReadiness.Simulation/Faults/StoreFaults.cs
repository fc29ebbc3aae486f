using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Faults;

/// <summary>What goes wrong with the state table, as the seed says.</summary>
internal sealed class StoreFaults(Rates rates, SimulatedChance chance) : IStoreFaults
{
    private const int CommitsBehindMax = 20;

    private readonly SimulatedChance _commits = chance.Split("commits");
    private readonly SimulatedChance _reads = chance.Split("reads");
    private readonly SimulatedChance _index = chance.Split("index");
    private readonly SimulatedChance _answers = chance.Split("answers");

    /// <summary>While the simulation itself uses the table.</summary>
    public bool IsOff { get; set; }

    public StoreFault OnCommit(IReadOnlyList<StateWrite> writes, int attempt)
    {
        var drawn = _commits.Below(1_000_000);
        return IsOff ? StoreFault.None
            : (drawn -= rates.StoreConflict) < 0 ? StoreFault.Conflict
            : (drawn -= rates.StoreUnavailable) < 0 ? StoreFault.UnavailableBefore
            : drawn - rates.StoreUnavailable < 0 ? StoreFault.Throttled
            : StoreFault.None;
    }

    /// <summary>Whether a commit's answer is lost after the fact. Not left to the table, so that what it wrote is seen.
    /// </summary>
    public bool LosesAnswer() => _answers.PerMillion(rates.StoreUnavailable);

    public PortFailure? OnRead() =>
        !IsOff && _reads.PerMillion(rates.StoreUnavailable) ? PortFailure.Unavailable : null;

    public int DueIndexCommitsBehind() =>
        _index.PerMillion(rates.StoreIndexBehind) ? (int)_index.Between(1, CommitsBehindMax) : 0;
}
