using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Lifecycle;

namespace ServerlessReadiness.Application.Lifecycle;

/// <summary>What Auto Scaling says of launches and terminations: failures are troubles, successes end them.</summary>
internal sealed class FleetNotices(NoticeBook book, TimeProvider time)
{
    /// <summary>Auto Scaling tries again within minutes, and fails again if nothing has changed.</summary>
    private static readonly TimeSpan FailureLasts = TimeSpan.FromMinutes(20);

    private static readonly EquatableList<IssueKind> OfLaunches =
        [IssueKind.CapacityShortage, IssueKind.QuotaRefused, IssueKind.SlowBoot, IssueKind.FleetTrouble];

    public async Task<(HookVerdict Verdict, string Reason)> NoteAsync(
        HookPlace place,
        LifecycleNotice notice,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var label = place.Group.Label;
        var words = Words(notice);
        switch (notice.Kind)
        {
            case LifecycleKind.LaunchFailed:
                // Throttling is no trouble: the service tries again by itself.
                if (LaunchTroubles.Classify($"{notice.StatusCode} {words}".Trim()) is not { } kind)
                {
                    return (HookVerdict.Recorded, $"a launch of {label} was throttled: {words}");
                }

                kind = kind == IssueKind.Other ? IssueKind.FleetTrouble : kind;
                var summary = $"{label} could not launch an instance: {words}";
                await NoteAsync(place, kind, summary, PlanFor(kind), now, cancellationToken);
                return (HookVerdict.Issue, summary);
            case LifecycleKind.TerminateFailed:
                var failed = $"{label} could not terminate {notice.Instance?.Value ?? "an instance"}: {words}";
                await NoteAsync(
                    place,
                    IssueKind.FleetTrouble,
                    failed,
                    "Look at the group's activity history; Auto Scaling tries again",
                    now,
                    cancellationToken);
                return (HookVerdict.Issue, failed);
            case LifecycleKind.Launched:
                await book.OverAsync(place.Open.Id, place.Component.Name, OfLaunches, notice.At, cancellationToken);
                return (HookVerdict.Recorded, $"{label} launched {notice.Instance?.Value ?? "an instance"}");
            default:
                return (HookVerdict.Recorded, $"{label} terminated {notice.Instance?.Value ?? "an instance"}");
        }
    }

    private Task NoteAsync(
        HookPlace place,
        IssueKind kind,
        string summary,
        string planOfAction,
        DateTimeOffset now,
        CancellationToken cancellationToken) => book.NoteAsync(
        new NoticeMemory(
            place.Open.Id,
            place.Component.Name,
            kind,
            summary,
            planOfAction,
            now,
            now + FailureLasts,
            Pages: true,
            Told: false),
        cancellationToken);

    private static string PlanFor(IssueKind kind) => kind switch
    {
        IssueKind.QuotaRefused => "Ask for a higher quota now, and see what else can carry the load",
        IssueKind.CapacityShortage => "Allow further instance types or zones in the group's launch template",
        _ => "Look at the group's activity history and its launch template",
    };

    private static string Words(LifecycleNotice notice) => (notice.Description, notice.Cause) switch
    {
        ({ Length: > 0 } description, _) => description,
        (_, { Length: > 0 } cause) => cause,
        _ => notice.StatusCode ?? "Auto Scaling gives no reason",
    };
}
