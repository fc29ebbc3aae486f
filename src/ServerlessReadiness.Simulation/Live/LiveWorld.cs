using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Simulation.Results;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Live;

/// <summary>
/// The whole system in its world, moved on by whoever holds it, for one thread at a time. Traffic, weather and faults are
/// those of the rehearsal with the same settings; single calls fare differently, since Clock makes more of them: it keeps
/// the page's document too.
/// </summary>
internal sealed class LiveWorld
{
    private readonly string _region;
    private readonly WorldPlay _world;
    private readonly AutomationPlay _automation;
    private readonly long _untilMs;

    public LiveWorld(CompiledPlan plan, LiveSettings settings)
    {
        // Nobody writes a report of it, and nobody knows how long it is left running: minutes and lines are not kept.
        var played = settings.World with
        {
            Records = false,
            KeepsSnapshots = true,
            PeopleLeaveAt = settings.WithPeople ? null : settings.At,
        };
        var (fromMs, untilMs) = Simulator.Span(plan);
        (_region, _untilMs) = (plan.Components[0].Resource.Region, untilMs);
        _world = new WorldPlay(plan, played, fromMs, untilMs);
        _automation = new AutomationPlay(plan, played, _world);
        _automation.Start(fromMs, untilMs);
    }

    public long NowMs => _world.Scheduler.NowMs;

    /// <summary>The event is over, or there is no more traffic to play: the world's clock stands still for good.</summary>
    public bool IsOver =>
        (_automation.IsOver && NowMs >= _untilMs) || NowMs >= Simulator.LatestEnd(_untilMs);

    public IReadOnlyList<JournalEntry> Journal => _automation.Ledger.Journal;

    public IReadOnlyList<InvariantViolation> Violations => _automation.Scene.Violations;

    /// <summary>Lets time pass up to an instant; never back, and not after the end.</summary>
    public void AdvanceTo(long atMs)
    {
        while (NowMs < atMs && !IsOver)
        {
            _world.Recorder.IsOver = NowMs >= _untilMs;
            _world.Scheduler.RunUntil(Math.Min(atMs, NextMinute(NowMs)));
        }
    }

    /// <summary>A request to the Api, in API Gateway's format, at this instant.</summary>
    public byte[] Answer(byte[] request) => _automation.Answer(request, _region);

    /// <summary>Whether the play is over is looked at on whole minutes, however long the strides towards them are.</summary>
    private static long NextMinute(long nowMs) => nowMs - (nowMs % Instant.MinuteMs) + Instant.MinuteMs;
}
