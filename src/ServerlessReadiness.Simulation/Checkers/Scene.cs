using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Simulation.Alarms;
using ServerlessReadiness.Simulation.Recording;
using ServerlessReadiness.Simulation.Results;
using ServerlessReadiness.Simulation.Scheduling;
using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation.Checkers;

/// <summary>What checkers look at.</summary>
internal sealed class Scene(CompiledPlan plan, SimulatedAccount account, Ledger ledger)
{
    /// <summary>A seed that went wrong says so often enough with these.</summary>
    private const int ViolationsMax = 200;

    private readonly List<InvariantViolation> _violations = [];

    public CompiledPlan Plan => plan;

    public SimulatedAccount Account => account;

    public Ledger Ledger => ledger;

    public AlarmBoard? Alarms { get; set; }

    /// <summary>What is kept of what failed for good, by what it is about.</summary>
    public Func<IEnumerable<string>> Letters { get; set; } = () => [];

    public IReadOnlySet<string> DeadLetters => Letters().ToHashSet(StringComparer.Ordinal);

    /// <summary>When our functions were last kept from working; nobody is to blame for a while after.</summary>
    public long LastHinderedMs { get; set; } = long.MinValue;

    /// <summary>When a person's pause was acknowledged; null while automation may act.</summary>
    public long? PausedMs { get; set; }

    /// <summary>Holders of leases that a fault stole; they are no runs.</summary>
    public HashSet<RunId> Thieves { get; } = [];

    /// <summary>Components whose bounds someone else set: they cannot be held to what we found.</summary>
    public HashSet<ComponentName> ChangedFromOutside { get; } = [];

    public IReadOnlyList<InvariantViolation> Violations => _violations;

    public void Report(int invariant, long nowMs, string what)
    {
        if (_violations.Count < ViolationsMax)
        {
            _violations.Add(new InvariantViolation(invariant, Instant.Of(nowMs), what));
        }
    }
}
