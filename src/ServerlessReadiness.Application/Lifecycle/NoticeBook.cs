using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Lifecycle;

/// <summary>
/// Notes troubles that AWS announced; Clock, the one writer of issues, makes issues of them within a minute.
/// </summary>
internal sealed class NoticeBook(IStateStore store)
{
    /// <summary>Notes a trouble. One that is noted already and was renewed a moment ago is left as it is.</summary>
    public async Task NoteAsync(NoticeMemory notice, CancellationToken cancellationToken)
    {
        var key = StateKeys.Notice(notice.Event, notice.Component, notice.Kind);
        var (known, version) = await store.FindAsync(key, cancellationToken);
        if (known is not null && known.IsOpenAt(notice.At)
            && (notice.At - known.At < NoticeMemory.RenewAfter || notice.At < known.At))
        {
            return;
        }

        // A lost race is another announcement of the same trouble.
        var next = known?.Told == true ? notice with { Told = true } : notice;
        await store.CommitAsync(
            [key.Put(next, version, expiresAt: next.OpenUntil + NoticeMemory.KeptFor)],
            cancellationToken);
    }

    /// <summary>Notes that troubles are over, where they were noted.</summary>
    public async Task OverAsync(
        EventId eventId,
        ComponentName? component,
        IReadOnlyList<IssueKind> kinds,
        DateTimeOffset at,
        CancellationToken cancellationToken)
    {
        var keys = kinds.Select(k => StateKeys.Notice(eventId, component, k)).ToArray();
        var view = await store.LoadAsync(cancellationToken, [.. keys.Select(k => k.Address)]);
        foreach (var key in keys)
        {
            if (view.Find(key) is { Value: { } known, Version: var version } && known.At < at && known.IsOpenAt(at))
            {
                await store.CommitAsync(
                    [key.Put(known with { OpenUntil = at }, version, expiresAt: at + NoticeMemory.KeptFor)],
                    cancellationToken);
            }
        }
    }
}
