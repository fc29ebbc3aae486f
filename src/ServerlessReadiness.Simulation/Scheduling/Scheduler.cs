using System.Runtime.InteropServices;

namespace ServerlessReadiness.Simulation.Scheduling;

/// <summary>
/// The one thread on which a simulation happens. Everything that is to run is an item with its instant; of the items
/// that are ready at one instant the seed says which comes first. Time jumps to the next item.
/// </summary>
internal sealed class Scheduler(long startMs, SimulatedChance order)
{
    private readonly PriorityQueue<Item, Key> _queue = new(Comparer<Key>.Create(Key.Compare));
    private Thread _thread = Thread.CurrentThread;
    private long _made;
    private volatile bool _foreignPost;

    /// <summary>Milliseconds since 1970.</summary>
    public long NowMs { get; private set; } = startMs;

    public DateTimeOffset Now => Instant.Of(NowMs);

    /// <summary>Items run so far; two equal histories have as many.</summary>
    public long Steps { get; private set; }

    /// <summary>When the next item is to run; null when there is none.</summary>
    public long? NextMs => _queue.TryPeek(out _, out var key) ? key.AtMs : null;

    /// <summary>Something of the world itself. At one instant it goes before what functions do.</summary>
    public void At(long atMs, Action work) => Add(null, static state => ((Action)state!)(), work, atMs, 0);

    /// <summary>An answer to a call, or a timer: the seed says when among the others of its instant.</summary>
    public void AtAnyTurn(long atMs, Action work) =>
        Add(null, static state => ((Action)state!)(), work, atMs, order.Next() | 1);

    public void Post(InvocationContext context, SendOrPostCallback work, object? state)
    {
        if (Thread.CurrentThread != _thread)
        {
            // Work on another thread has no place in one history. The run ends at its next step.
            _foreignPost = true;
            return;
        }

        if (!context.IsDead)
        {
            Add(context, work, state, NowMs, order.Next() | 1);
        }
    }

    /// <summary>Runs every item up to an instant, that instant included.</summary>
    /// <exception cref="SimulationException">Something was posted from another thread.</exception>
    public void RunUntil(long untilMs)
    {
        var before = SynchronizationContext.Current;
        _thread = Thread.CurrentThread;
        try
        {
            while (_queue.TryPeek(out _, out var key) && key.AtMs <= untilMs)
            {
                var item = _queue.Dequeue();
                NowMs = Math.Max(NowMs, key.AtMs);
                if (item.Context is { IsDead: true })
                {
                    continue;
                }

                Steps++;
                SynchronizationContext.SetSynchronizationContext(item.Context);
                item.Work(item.State);
                if (_foreignPost)
                {
                    throw new SimulationException(
                        $"At {Now:u} something continued on another thread; find the ConfigureAwait(false), Task.Run "
                        + "or blocking wait behind it.");
                }
            }

            NowMs = Math.Max(NowMs, untilMs);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private void Add(InvocationContext? context, SendOrPostCallback work, object? state, long atMs, ulong turn) =>
        _queue.Enqueue(new Item(context, work, state), new Key(Math.Max(atMs, NowMs), turn, ++_made));

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Item(InvocationContext? Context, SendOrPostCallback Work, object? State);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Key(long AtMs, ulong Turn, long Number)
    {
        public static int Compare(Key x, Key y) =>
            x.AtMs != y.AtMs ? x.AtMs.CompareTo(y.AtMs)
            : x.Turn != y.Turn ? x.Turn.CompareTo(y.Turn)
            : x.Number.CompareTo(y.Number);
    }
}
