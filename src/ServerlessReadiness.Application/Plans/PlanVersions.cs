using System.Globalization;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Plans;

/// <summary>Reads the plans that an event had; each version is immutable.</summary>
public sealed class PlanVersions(IStateStore store, JournalReader journal)
{
    /// <summary>Lines looked through for who applied which version.</summary>
    private const int JournalLinesMax = 2_000;

    /// <summary>The event's head, and the version asked for or the one in force; null when there is none.</summary>
    /// <exception cref="PortException">State could not be read.</exception>
    public Task<(EventHead? Head, CompiledPlan? Plan)> FindAsync(
        EventId eventId,
        int? version,
        CancellationToken cancellationToken) => FindAsync(store, eventId, version, cancellationToken);

    /// <summary>The same of any table.</summary>
    /// <exception cref="PortException">State could not be read.</exception>
    public static async Task<(EventHead? Head, CompiledPlan? Plan)> FindAsync(
        IStateStore store,
        EventId eventId,
        int? version,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var head = (await store.FindAsync(StateKeys.Head(eventId), cancellationToken)).Value;
        if (head is null)
        {
            return (null, null);
        }

        var key = StateKeys.Plan(eventId, version ?? head.PlanVersion);
        return (head, (await store.FindAsync(key, cancellationToken)).Value);
    }

    /// <summary>All versions, the oldest first.</summary>
    /// <exception cref="PortException">State could not be read.</exception>
    public async Task<IReadOnlyList<PlanVersion>> ListAsync(EventHead head, CancellationToken cancellationToken)
    {
        var lines = await journal.NewestAsync(head.Event, JournalLinesMax, cancellationToken);
        var applied = lines
            .Where(l => l.Kind == JournalKind.Person && l.Verdict.StartsWith("plan v", StringComparison.Ordinal))
            .GroupBy(l => l.Verdict)
            .ToDictionary(g => g.Key, g => g.Last());
        var found = new List<PlanVersion>();
        for (var version = 1; version <= head.PlanVersion; version++)
        {
            var line = applied.GetValueOrDefault($"plan v{version.ToString(CultureInfo.InvariantCulture)}");
            found.Add(new PlanVersion(version, version == head.PlanVersion, line?.At, line?.Cause, line?.Reason));
        }

        return found;
    }
}
