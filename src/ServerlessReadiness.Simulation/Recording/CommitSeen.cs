using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Reports;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Simulation.Recording;

/// <summary>What one commit changed, as far as checkers look at it.</summary>
internal sealed class CommitSeen
{
    public List<JournalEntry> Journal { get; } = [];

    public List<(Run? Before, Run Now)> Runs { get; } = [];

    public List<(Report? Before, Report Now)> Reports { get; } = [];

    public List<(EventHead? Before, EventHead Now)> Heads { get; } = [];

    public List<(ComponentState? Before, ComponentState Now)> Components { get; } = [];
}
