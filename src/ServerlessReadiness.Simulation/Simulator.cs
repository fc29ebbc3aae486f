using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Simulation.Recording;
using ServerlessReadiness.Simulation.Results;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation;

/// <summary>Plays a plan's event in virtual time. One plan, one seed, one history, on the calling thread.</summary>
public static class Simulator
{
    /// <summary>Before the pre-warm and after the event is closed.</summary>
    private const long MarginMs = Instant.HourMs;

    /// <summary>An event that is not over so long after it should be is reported as it is.</summary>
    private const long OverdueMsMax = Instant.DayMs;

    /// <summary>Why a plan cannot be played; null when it can.</summary>
    public static string? WhyNot(CompiledPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Components.Count == 0 ? "the plan has no components; add at least one"
            : plan.Traffic.Count == 0 ? "the plan has no traffic forecast; add one"
            : plan.Components.FirstOrDefault(c => Scales(c) && c.Model is null) is { } unknown
                ? $"component {unknown.Name} has no capacity model; say what a unit serves and how long it boots"
                : null;
    }

    /// <param name="plan">What is played.</param>
    /// <param name="settings">How.</param>
    /// <param name="progress">Told of every hour that has been played.</param>
    /// <exception cref="ArgumentException">The plan cannot be played, see <see cref="WhyNot"/>.</exception>
    /// <exception cref="SimulationException">The simulation itself failed; the message names the seed.</exception>
    public static SimulationResult Run(
        CompiledPlan plan,
        SimulationSettings settings,
        Action<DateTimeOffset>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (WhyNot(plan) is { } problem)
        {
            throw new ArgumentException($"The plan cannot be rehearsed: {problem}.", nameof(plan));
        }

        try
        {
            return Play(plan, settings, progress);
        }
        catch (SimulationException e)
        {
            throw new SimulationException($"Seed {settings.Seed}: {e.Message}", e);
        }
    }

    private static SimulationResult Play(
        CompiledPlan plan,
        SimulationSettings settings,
        Action<DateTimeOffset>? progress)
    {
        var (fromMs, untilMs) = Span(plan);

        // Nobody would answer hooks without us, and each launch would be given up: whoever has not us has no such hooks.
        var world = new WorldPlay(settings.WithAutomation ? plan : plan with { Hooks = [] }, settings, fromMs, untilMs);
        var automation = settings.WithAutomation ? new AutomationPlay(plan, settings, world) : null;
        automation?.Start(fromMs, untilMs);
        var at = fromMs;
        while (at < untilMs || (automation is { IsOver: false } && at < LatestEnd(untilMs)))
        {
            // Closed waits until everything is back to normal, so an event is played on until it is.
            world.Recorder.IsOver = at >= untilMs;
            at = at < untilMs ? Math.Min(untilMs, at + Instant.HourMs) : at + Instant.HourMs;
            world.Scheduler.RunUntil(at);
            progress?.Invoke(Instant.Of(at));
        }

        automation?.End(at);
        var result = world.Recorder.Result(settings, fromMs, untilMs);
        return automation is null ? result : result with
        {
            Decisions = automation.Ledger.Decisions,
            Violations = automation.Scene.Violations,
            Journal = settings.Records ? automation.Ledger.Journal : [],
            Reports = settings.Records ? [.. automation.Ledger.Reports.Values] : [],
            Facts = settings.Records ? Measured.In(automation.Facts(at), result) : null,
        };
    }

    /// <summary>What is played of an event that ends when it should.</summary>
    internal static (long FromMs, long UntilMs) Span(CompiledPlan plan) => (
        Floor(Instant.Ms(plan.Schedule.Prewarm) - MarginMs),
        Floor(Instant.Ms(plan.Schedule.Closed) + Instant.MinuteMs - 1 + MarginMs));

    internal static long LatestEnd(long untilMs) => untilMs + OverdueMsMax;

    private static bool Scales(Component component) =>
        component.Resource is Resource.AutoScalingGroup or Resource.ScalableTarget;

    private static long Floor(long ms) => ms - (ms % Instant.MinuteMs);
}
