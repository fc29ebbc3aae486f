namespace ServerlessReadiness.Simulation.Scheduling;

/// <summary>The clock of one machine: the scheduler's time, off by its own skew.</summary>
internal sealed class SimulatedTime(Scheduler scheduler, long skewMs) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => Instant.Of(scheduler.NowMs + skewMs);

    public override long GetTimestamp() => scheduler.NowMs * TimeSpan.TicksPerMillisecond;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(scheduler, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(Scheduler scheduler, TimerCallback callback, object? state) : ITimer
    {
        private long _setting;
        private long _periodMs;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _setting++;
            _periodMs = period == Timeout.InfiniteTimeSpan ? 0 : RoundedUp(period);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                Set(scheduler.NowMs + RoundedUp(dueTime));
            }

            return true;
        }

        public void Dispose() => _setting++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        // A timer never fires early: what waits for an instant must find it past.
        private static long RoundedUp(TimeSpan span) =>
            (span.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;

        private void Set(long atMs)
        {
            var setting = _setting;
            scheduler.AtAnyTurn(atMs, () =>
            {
                if (setting != _setting)
                {
                    // Disposed of, or set anew.
                    return;
                }

                if (_periodMs > 0)
                {
                    Set(atMs + _periodMs);
                }

                callback(state);
            });
        }
    }
}
