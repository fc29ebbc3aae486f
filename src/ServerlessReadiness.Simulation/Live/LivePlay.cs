using System.Collections.Concurrent;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Live;

/// <summary>
/// An event that goes on while people look on and interfere: the functions, the schedules, the traffic and the faults
/// of a rehearsal, on a clock that is tied to the wall's. All of it happens on one thread of its own, which in turns
/// moves the world on to where its clock should be and answers what came from outside meanwhile.
/// </summary>
public sealed class LivePlay : IDisposable
{
    /// <summary>The world's minutes in one of ours that can be chosen; 0 stops its clock.</summary>
    public static readonly EquatableList<int> Speeds = [0, 1, 10, 60, 300, 1200];

    /// <summary>A sale of a day and a half is seen from end to end in half an hour.</summary>
    public const int SpeedDefault = 60;

    /// <summary>From one look at the wall's clock to the next; short against what a person notices.</summary>
    private static readonly TimeSpan StrideEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>The world falls behind rather than let somebody wait longer than about this.</summary>
    private static readonly TimeSpan StrideMax = TimeSpan.FromMilliseconds(500);

    private readonly CompiledPlan _plan;
    private readonly LiveSettings _settings;
    private readonly TimeProvider _wall;
    private readonly BlockingCollection<IAsked> _asked = [];
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _thread;
    private volatile bool _isStopping;
    private int _speed;
    private long _anchorMs;
    private long _anchorStamp;

    private LivePlay(CompiledPlan plan, LiveSettings settings, TimeProvider wall)
    {
        (_plan, _settings, _wall) = (plan, settings, wall);
        _thread = new Thread(Run) { Name = "live play", IsBackground = true };
    }

    /// <summary>Done once the world has come to where it begins for those who look on; failed if it cannot.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Done once the play was stopped; failed with what ended it before.</summary>
    public Task Ended => _ended.Task;

    /// <param name="plan">What is played.</param>
    /// <param name="settings">How.</param>
    /// <param name="wall">Our own clock.</param>
    /// <exception cref="ArgumentException">The plan cannot be played, see <see cref="Simulator.WhyNot"/>.</exception>
    public static LivePlay Start(CompiledPlan plan, LiveSettings settings, TimeProvider wall)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (Simulator.WhyNot(plan) is { } problem)
        {
            throw new ArgumentException($"The plan cannot be played: {problem}.", nameof(plan));
        }

        if (!Speeds.Contains(settings.Speed))
        {
            throw new ArgumentException($"{settings.Speed} is none of the speeds.", nameof(settings));
        }

        var play = new LivePlay(plan, settings, wall);
        play._thread.Start();
        return play;
    }

    /// <summary>Has the Api answer a request in API Gateway's format 2.0, at the present instant of the world.</summary>
    public Task<byte[]> AnswerAsync(byte[] request) => AskAsync(world => world.Answer(request));

    /// <summary>Sets how fast the world's clock runs from now on.</summary>
    /// <param name="speed">One of <see cref="Speeds"/>.</param>
    public Task<LiveState> SetSpeedAsync(int speed)
    {
        return !Speeds.Contains(speed)
            ? throw new ArgumentException($"{speed} is none of the speeds.", nameof(speed))
            : AskAsync(world =>
            {
                _speed = speed;
                Anchor(world);
                return State(world);
            });
    }

    public Task<LiveState> LookAsync() => AskAsync(State);

    /// <summary>Stops the world where it is. Requests that still wait are given up.</summary>
    public void Dispose()
    {
        _isStopping = true;
        if (!_asked.IsAddingCompleted)
        {
            _asked.CompleteAdding();
        }

        // A stride is short, and ends early when the play is to stop.
        _thread.Join();
        _asked.Dispose();
    }

    internal Task<IReadOnlyList<JournalEntry>> JournalAsync() =>
        AskAsync<IReadOnlyList<JournalEntry>>(world => [.. world.Journal]);

    private Task<T> AskAsync<T>(Func<LiveWorld, T> work)
    {
        var asked = new Asked<T>(work);
        try
        {
            _asked.Add(asked);
        }
        catch (InvalidOperationException)
        {
            // It was stopped meanwhile, also where this is an ObjectDisposedException.
            asked.GiveUp();
        }

        return asked.Task;
    }

    private void Run()
    {
        try
        {
            Play();
            _ready.TrySetCanceled();
            _ended.TrySetResult();
        }
#pragma warning disable CA1031 // Whatever ends the world is told to whoever started it; nobody else would hear it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _ready.TrySetException(e);
            _ended.TrySetException(e);
        }

        _asked.CompleteAdding();
        while (_asked.TryTake(out var late))
        {
            late.GiveUp();
        }
    }

    private void Play()
    {
        var world = new LiveWorld(_plan, _settings);
        var atMs = Instant.Ms(_settings.At);
        while (world.NowMs < atMs && !world.IsOver && !_isStopping)
        {
            world.AdvanceTo(Math.Min(atMs, world.NowMs + Instant.MinuteMs));
        }

        if (_isStopping)
        {
            return;
        }

        _speed = _settings.Speed;
        Anchor(world);
        _ready.TrySetResult();
        while (!_isStopping)
        {
            Stride(world);
            if (_asked.TryTake(out var asked, StrideEvery))
            {
                // Who asks sees the world where its clock is now, not where it was when nobody looked.
                Stride(world);
                asked.Answer(world);
            }
        }
    }

    /// <summary>Moves the world on to where its clock should be, or as far as there is time for.</summary>
    private void Stride(LiveWorld world)
    {
        var began = _wall.GetTimestamp();
        var targetMs = _anchorMs + (long)(_wall.GetElapsedTime(_anchorStamp).TotalMilliseconds * _speed);
        while (world.NowMs < targetMs && !world.IsOver && !_isStopping)
        {
            world.AdvanceTo(Math.Min(targetMs, world.NowMs + Instant.MinuteMs));
            if (_wall.GetElapsedTime(began) > StrideMax)
            {
                // This machine is slower than the speed that was chosen. What is lost is not made up for.
                Anchor(world);
                return;
            }
        }
    }

    private void Anchor(LiveWorld world) => (_anchorMs, _anchorStamp) = (world.NowMs, _wall.GetTimestamp());

    private LiveState State(LiveWorld world) => new(Instant.Of(world.NowMs), _speed, world.IsOver);

    /// <summary>Something that somebody outside waits for.</summary>
    private interface IAsked
    {
        void Answer(LiveWorld world);

        void GiveUp();
    }

    private sealed class Asked<T>(Func<LiveWorld, T> work) : IAsked
    {
        // Who waits goes on elsewhere: this thread is the world's alone.
        private readonly TaskCompletionSource<T> _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<T> Task => _told.Task;

        public void Answer(LiveWorld world)
        {
            try
            {
                _told.TrySetResult(work(world));
            }
#pragma warning disable CA1031 // A request that fails is the trouble of who made it, not of the world.
            catch (Exception e)
#pragma warning restore CA1031
            {
                _told.TrySetException(e);
            }
        }

        public void GiveUp() => _told.TrySetCanceled();
    }
}
