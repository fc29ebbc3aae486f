using System.Collections.Concurrent;

namespace ServerlessReadiness.Cli.Local;

/// <summary>
/// A clock that stands still while anything is left to do and then jumps to the next thing that waits, so that a boot
/// of minutes takes no time. All work runs on the calling thread, one piece after the other.
/// </summary>
internal sealed class VirtualTime(DateTimeOffset start) : TimeProvider
{
    /// <summary>Work that is neither here nor waiting on this clock is somewhere else, which it must not be.</summary>
    private static readonly TimeSpan PatienceMax = TimeSpan.FromSeconds(10);

    private readonly PriorityQueue<VirtualTimer, (DateTimeOffset At, long Number)> _timers = new();
    private readonly BlockingCollection<(SendOrPostCallback Work, object? State)> _posts = [];
    private DateTimeOffset _now = start;
    private long _made;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    /// <summary>Lets time pass up to an instant; never back.</summary>
    public void MoveTo(DateTimeOffset instant) => _now = instant > _now ? instant : _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Runs work to its end, jumping over every wait in it.</summary>
    public T Run<T>(Func<Task<T>> work)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new Context(this));
        try
        {
            var task = work();
            while (!task.IsCompleted)
            {
                Step();
            }

            return task.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private void Step()
    {
        if (_posts.TryTake(out var post))
        {
            post.Work(post.State);
        }
        else if (_timers.TryDequeue(out var timer, out var due))
        {
            timer.FireIfStillDueAt(due.At, due.Number);
        }
        else if (_posts.TryTake(out var late, PatienceMax))
        {
            late.Work(late.State);
        }
        else
        {
            throw new InvalidOperationException("The local world waits for something that will never happen.");
        }
    }

    private long Enqueue(VirtualTimer timer, DateTimeOffset at)
    {
        _timers.Enqueue(timer, (at, ++_made));
        return _made;
    }

    private sealed class Context(VirtualTime time) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => time._posts.Add((d, state));

        public override SynchronizationContext CreateCopy() => this;
    }

    private sealed class VirtualTimer(VirtualTime time, Action fire) : ITimer
    {
        private long _number;
        private TimeSpan _period;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            _number = dueTime == Timeout.InfiniteTimeSpan ? 0 : time.Enqueue(this, time._now + dueTime);
            return true;
        }

        public void FireIfStillDueAt(DateTimeOffset at, long number)
        {
            if (number != _number)
            {
                // Disposed of, or set anew, since it was put into the queue.
                return;
            }

            time.MoveTo(at);
            _number = _period > TimeSpan.Zero ? time.Enqueue(this, at + _period) : 0;
            fire();
        }

        public void Dispose() => _number = 0;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
