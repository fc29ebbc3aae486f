using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;

namespace ServerlessReadiness.Stores.Tests;

/// <summary>Faults by a seed. Called under the store's lock, so the generator needs none.</summary>
internal sealed class SeededFaults(int seed) : IStoreFaults
{
    private readonly Random _random = new(seed);

    public Dictionary<StoreFault, int> Injected { get; } = [];

    StoreFault IStoreFaults.OnCommit(IReadOnlyList<StateWrite> writes, int attempt)
    {
        var fault = _random.Next(100) switch
        {
            < 45 => StoreFault.Conflict,
            < 49 => StoreFault.UnavailableBefore,
            < 53 => StoreFault.UnavailableAfter,
            < 55 => StoreFault.Throttled,
            _ => StoreFault.None,
        };
        Injected[fault] = Injected.GetValueOrDefault(fault) + 1;
        return fault;
    }

    PortFailure? IStoreFaults.OnRead() => _random.Next(100) < 3 ? PortFailure.Unavailable : null;
}
