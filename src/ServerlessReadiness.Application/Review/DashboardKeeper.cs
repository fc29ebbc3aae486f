using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Plans;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Review.Dashboard;

namespace ServerlessReadiness.Application.Review;

/// <summary>Keeps an event's dashboard in step with its plan, and removes it when the event is over.</summary>
public sealed class DashboardKeeper(
    IStateStore store,
    IDashboards dashboards,
    JournalWriter journal,
    string region,
    TimeProvider time)
{
    /// <param name="eventId">The event.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="PortException">The dashboard could not be read or changed.</exception>
    public async Task<DashboardChange> KeepAsync(EventId eventId, CancellationToken cancellationToken)
    {
        if (await PlanVersions.FindAsync(store, eventId, null, cancellationToken) is not ({ } head, { } plan))
        {
            return DashboardChange.None;
        }

        var name = NocDashboard.NameOf(eventId);
        var present = await dashboards.FindAsync(name, cancellationToken);
        if (head.Phase is Phase.Closed or Phase.Cancelled)
        {
            return present is null ? DashboardChange.None : await RemoveAsync(eventId, name, cancellationToken);
        }

        var wanted = NocDashboard.Compose(plan, region);
        if (IsSame(present, wanted))
        {
            return DashboardChange.Unchanged;
        }

        var wrong = await dashboards.PutAsync(name, wanted, cancellationToken);
        var rest = wrong.Count == 0 ? "" : $"; CloudWatch says: {string.Join("; ", wrong)}";
        await RecordAsync(
            eventId,
            $"dashboard {name} was written from plan v{head.PlanVersion}{rest}",
            cancellationToken);
        return DashboardChange.Written;
    }

    private async Task<DashboardChange> RemoveAsync(EventId eventId, string name, CancellationToken cancellationToken)
    {
        await dashboards.DeleteAsync(name, cancellationToken);
        await RecordAsync(eventId, $"dashboard {name} was removed: the event is over", cancellationToken);
        return DashboardChange.Removed;
    }

    private Task RecordAsync(EventId eventId, string reason, CancellationToken cancellationToken) => journal.RecordAsync(
        new JournalEntry(eventId, time.GetUtcNow(), JournalKind.Progress, "dashboard", reason, Cause: "dashboard"),
        cancellationToken);

    /// <summary>CloudWatch may give the same body back with other spaces.</summary>
    private static bool IsSame(string? present, string wanted)
    {
        if (present is null || present == wanted)
        {
            return present is not null;
        }

        try
        {
            return JsonNode.DeepEquals(JsonNode.Parse(present), JsonNode.Parse(wanted));
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
