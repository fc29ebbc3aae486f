namespace ServerlessReadiness.Application.State;

/// <summary>How stores keep instants, so that all of them give back the same value.</summary>
public static class StateInstants
{
    /// <summary>
    /// A due instant in UTC, rounded up to the millisecond: rounded down, a document would be found before it is due
    /// and its decider would send it round again.
    /// </summary>
    public static DateTimeOffset Due(DateTimeOffset instant)
    {
        var excess = instant.UtcTicks % TimeSpan.TicksPerMillisecond;
        var floor = instant.UtcTicks - excess;
        var canRoundUp = excess != 0 && floor <= DateTimeOffset.MaxValue.UtcTicks - TimeSpan.TicksPerMillisecond;
        return new DateTimeOffset(canRoundUp ? floor + TimeSpan.TicksPerMillisecond : floor, TimeSpan.Zero);
    }

    /// <summary>The last millisecond not after an instant, in UTC: what due instants are compared with.</summary>
    public static DateTimeOffset Until(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    /// <summary>Epoch seconds, as the table's TTL wants, rounded up: nothing is forgotten before its time.</summary>
    public static long ExpirySeconds(DateTimeOffset expiresAt)
    {
        var seconds = expiresAt.ToUnixTimeSeconds();
        return expiresAt.UtcTicks % TimeSpan.TicksPerSecond == 0 ? seconds : seconds + 1;
    }

    /// <summary>
    /// Whether something is past its expiry. The table deletes lazily, days late at worst, so a store treats what is
    /// past its expiry as absent, deleted or not.
    /// </summary>
    public static bool IsExpired(long? expirySeconds, DateTimeOffset now) =>
        expirySeconds is { } seconds && seconds < now.ToUnixTimeSeconds();
}
