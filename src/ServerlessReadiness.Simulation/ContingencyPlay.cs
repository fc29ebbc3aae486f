using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Results;
using ServerlessReadiness.Simulation.Scheduling;
using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation;

/// <summary>
/// Plays a contingency of a plan by itself: the event is live and at its peak, every component at its floor, the weather
/// fair. Its fault comes, a person needs a while to see it and starts its runbook, and the time until requests no longer
/// fail is measured.
/// </summary>
public static class ContingencyPlay
{
    /// <summary>Assumed from a fault to the person who starts the runbook.</summary>
    public static readonly TimeSpan NoticedAfter = TimeSpan.FromMinutes(2);

    /// <summary>For what the account has to do at the peak before anything happens to it.</summary>
    private const long SettlesMs = 15 * Instant.MinuteMs;

    /// <summary>Service is back with the first of so many minutes in which hardly a request fails.</summary>
    private const int GoodMinutes = 3;

    private const int FailedPercentMax = 1;

    /// <summary>What takes longer than that is said not to have come back.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>Why a contingency cannot be played; null when it can.</summary>
    public static string? WhyNot(CompiledPlan plan, Contingency contingency)
    {
        ArgumentNullException.ThrowIfNull(contingency);
        return Simulator.WhyNot(plan)
            ?? (contingency.Fault is { } fault && FaultOf(plan, contingency, default) is null
                ? $"contingency {contingency.Name} names the fault \"{fault}\", which the rehearsal does not know; use one "
                    + $"of {string.Join(", ", Enum.GetValues<FaultKind>().Select(FaultWords.Of))}"
                : null);
    }

    public static ContingencyOutcome Play(CompiledPlan plan, Contingency contingency, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(contingency);
        if (WhyNot(plan, contingency) is { } problem)
        {
            throw new ArgumentException($"The contingency cannot be rehearsed: {problem}.", nameof(contingency));
        }

        var lengthMs = Instant.Ms((contingency.RecoveryTime * 2) + Patience);
        var atMs = PeakOf(plan, lengthMs);
        var fault = FaultOf(plan, contingency, Instant.Of(atMs));
        var settings = new SimulationSettings(seed)
        {
            Weather = Weather.Fair,
            Faults = fault is null ? [] : [fault with { Duration = TimeSpan.FromMilliseconds(lengthMs) }],
        };
        try
        {
            return Play(plan, contingency, settings, atMs, lengthMs, fault is not null);
        }
        catch (SimulationException e)
        {
            throw new SimulationException($"Contingency {contingency.Name}, seed {seed}: {e.Message}", e);
        }
    }

    private static ContingencyOutcome Play(
        CompiledPlan plan,
        Contingency contingency,
        SimulationSettings settings,
        long atMs,
        long lengthMs,
        bool hasFault)
    {
        var (fromMs, untilMs) = (atMs - SettlesMs, atMs + lengthMs);
        var nobody = Array.Empty<(string Group, InstanceId Id)>().ToLookup(m => m.Group, m => m.Id);
        var world = new WorldPlay(plan, settings, fromMs, untilMs, new LiveAlready(nobody));
        var automation = new AutomationPlay(plan, settings, world);
        automation.Start(fromMs, untilMs);
        world.Scheduler.RunUntil(atMs + (hasFault ? Instant.Ms(NoticedAfter) : 0));
        var (run, reason) = automation.StartRunbook(
            contingency.Runbook,
            contingency.Component,
            $"contingency {contingency.Name}: {contingency.Scenario}");
        world.Scheduler.RunUntil(untilMs);
        var minutes = world.Recorder.Result(settings, fromMs, untilMs).Minutes;
        var ended = run is { } id ? automation.Ledger.Runs.GetValueOrDefault(id) : null;
        var over = automation.Ledger.Journal.LastOrDefault(e => e.Run == run && e.Verdict == $"run {RunState.Done}")?.At;
        var back = ended is { State: RunState.Done } && over is { } at ? BackAt(minutes, Instant.Of(atMs), at) : null;
        var until = back ?? Instant.Of(untilMs);
        var meanwhile = minutes.Where(m => m.At >= Instant.Of(atMs) && m.At < until).ToList();
        return new ContingencyOutcome(
            contingency.Name,
            Instant.Of(atMs),
            back - Instant.Of(atMs),
            contingency.RecoveryTime,
            ended is null ? reason : $"{ended.State}: {ended.Reason}",
            meanwhile.Sum(m => m.Requests.Failed),
            meanwhile.Sum(m => m.Requests.Shed),
            automation.Scene.Violations);
    }

    /// <summary>When requests no longer fail; where they never did, when the runbook was over.</summary>
    private static DateTimeOffset? BackAt(IReadOnlyList<Minute> minutes, DateTimeOffset at, DateTimeOffset over)
    {
        var after = minutes.Where(m => m.At >= at).ToList();
        var good = 0;
        for (var i = 0; i < after.Count; i++)
        {
            good = Fails(after[i]) ? 0 : good + 1;
            if (good >= GoodMinutes)
            {
                // What is shown of a minute is known at its end.
                var back = after[i - GoodMinutes + 1].At;
                return after.Take(i).Any(Fails) ? back : over;
            }
        }

        return null;
    }

    private static bool Fails(Minute minute) =>
        minute.Requests.Failed * 100 > minute.Requests.Offered * FailedPercentMax;

    /// <summary>The minute of Live with the most requests, and with room for the play before its end.</summary>
    private static long PeakOf(CompiledPlan plan, long lengthMs)
    {
        var fromMs = Instant.Ms(plan.Schedule.Live) + SettlesMs;
        var untilMs = Math.Max(fromMs, Instant.Ms(plan.Schedule.Cooldown) - lengthMs);
        var (peak, peakMs) = (0.0, fromMs);
        for (var at = fromMs; at <= untilMs; at += Instant.MinuteMs)
        {
            var rate = plan.Traffic.Sum(stream => TrafficCurve.RateAt(stream, at, 1));
            (peak, peakMs) = rate > peak ? (rate, at) : (peak, peakMs);
        }

        return peakMs - (peakMs % Instant.MinuteMs);
    }

    /// <summary>As the plan writes it: a kind, and after a colon the component in whose region or group it is.</summary>
    private static PlannedFault? FaultOf(CompiledPlan plan, Contingency contingency, DateTimeOffset at)
    {
        if (contingency.Fault?.Split(':', 2) is not [var word, .. var where])
        {
            return null;
        }

        var component = where is [var name] ? plan.Components.FirstOrDefault(c => c.Name.Value == name)?.Name : null;
        return FaultWords.Find(word) is not { } kind || (where.Length > 0 && component is null)
            ? null
            : new PlannedFault(kind, at, TimeSpan.FromHours(1), component);
    }
}
