using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Safety;

/// <summary>The right of one run to act on one resource.</summary>
/// <param name="Holder">The run.</param>
/// <param name="Fence">Grows with each holder; the newer one wins.</param>
/// <param name="ExpiresAt">After this instant another run may take over. Longer than any attempt's time-out.</param>
public sealed record Lease(RunId Holder, long Fence, DateTimeOffset ExpiresAt)
{
    /// <summary>How long a lease lasts from its last renewal.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromMinutes(2);

    /// <summary>An effect may start only while the lease outlasts the attempt's time-out by this much.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    public bool IsHeldByAnother(RunId run, DateTimeOffset now) => Holder != run && now < ExpiresAt;

    public bool Outlasts(DateTimeOffset now) => now + Margin < ExpiresAt;
}
