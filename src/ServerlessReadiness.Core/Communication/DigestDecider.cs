using System.Globalization;
using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Core.Communication;

/// <summary>
/// Which page leaves at once and which waits. People are called at the first sign of each kind of trouble, and get one
/// message about the rest: a phone that buzzes two hundred times is put away.
/// </summary>
public static class DigestDecider
{
    /// <summary>How long repeats are gathered.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>Plain pages that leave at once in one window; by then everybody is looking.</summary>
    public const int AtOnceMax = 10;

    /// <summary>Kinds and components that a digest tells apart; the rest is a number.</summary>
    public const int KindsMax = 60;

    /// <param name="eventId">The event.</param>
    /// <param name="digest">What is known of the present window; null for nothing.</param>
    /// <param name="page">What is about to leave.</param>
    /// <param name="now">The present.</param>
    public static DigestDecision Decide(EventId eventId, PageDigest? digest, PageNotice page, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(page);

        // What waits keeps its window until Clock has sent it, also when a beat was missed.
        var isOpen = digest is not null && (now < digest.EndsAt || digest.Waiting > 0);
        var window = isOpen ? digest! : new PageDigest(eventId, now, now + Window, [], [], 0);
        var isKnown = window.Sent.Any(s => s.Kind == page.Kind && s.Component == page.Component)
            || window.Gathered.Any(g => g.Kind == page.Kind && g.Component == page.Component);
        return (page.Gravity, isKnown) switch
        {
            // It was about to leave when its process stopped.
            _ when window.Sent.Any(s => s.Run == page.Run) => new DigestDecision(true, null, "its turn was given before"),
            (Gravity.Urgent, true) => new DigestDecision(true, null, "it never waits"),
            (Gravity.Urgent, false) => Send(window, page, "it never waits"),
            (_, true) => Gather(window, page, "people know of this kind on this component", now),
            (Gravity.Serious, false) => Send(window, page, "it is the first of its kind on this component"),
            (Gravity.Plain, false) when window.Sent.Count(s => s.Run is not null) >= AtOnceMax =>
                Gather(window, page, $"{AtOnceMax.ToString(CultureInfo.InvariantCulture)} others left before it", now),
            _ => Send(window, page, "it is the first of its kind on this component"),
        };
    }

    /// <summary>The digest once what waited is on its way: a storm that goes on is told of once a window.</summary>
    public static PageDigest AfterLeaving(PageDigest digest, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(digest);
        return digest with
        {
            OpenedAt = now,
            EndsAt = now + Window,
            Sent = EquatableList.From(digest.Gathered.Select(g => new SentPage(null, g.Kind, g.Component))),
            Gathered = [],
            Others = 0,
        };
    }

    private static DigestDecision Send(PageDigest window, PageNotice page, string reason) => new(
        true,
        window.Sent.Count >= KindsMax
            ? null
            : window with { Sent = window.Sent.Add(new SentPage(page.Run, page.Kind, page.Component)) },
        reason);

    private static DigestDecision Gather(PageDigest window, PageNotice page, string why, DateTimeOffset now)
    {
        var index = window.Gathered.ToList().FindIndex(g => g.Kind == page.Kind && g.Component == page.Component);
        var next = (index, window.Gathered.Count) switch
        {
            ( >= 0, _) => window with
            {
                Gathered = window.Gathered.With(index, window.Gathered[index] with
                {
                    Count = window.Gathered[index].Count + 1,
                    LastAt = now,
                    LastWords = page.Words,
                }),
            },
            (_, >= KindsMax) => window with { Others = window.Others + 1 },
            _ => window with
            {
                Gathered = window.Gathered.Add(
                    new GatheredPages(page.Kind, page.Component, 1, now, now, page.Words)),
            },
        };
        return new DigestDecision(false, next, $"{why}; it leaves with the digest of {next.EndsAt:u}");
    }
}
