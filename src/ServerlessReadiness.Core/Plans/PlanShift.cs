using System.Diagnostics;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Traffic;

namespace ServerlessReadiness.Core.Plans;

/// <summary>
/// An operator's move of the event in time, as a new plan: all instants that depend on the moved one move with it.
/// </summary>
public static class PlanShift
{
    /// <summary>Instants that must lie in order lie this far apart at least.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>The whole event later (or earlier): phases, stages, windows, freezes, traffic and guardrails.</summary>
    public static CompiledPlan Postpone(CompiledPlan plan, TimeSpan by)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var schedule = plan.Schedule;
        return plan with
        {
            Schedule = new EventSchedule(
                schedule.Prewarm + by,
                schedule.Live + by,
                schedule.Cooldown + by,
                schedule.Closed + by),
            Stages = EquatableList.From(plan.Stages.Select(s => s with
            {
                At = s.At + by,
                ProceedAnywayAt = s.ProceedAnywayAt + by,
            })),
            Guardrails = Shift(plan.Guardrails, by),
            Freezes = EquatableList.From(plan.Freezes.Select(f => f with { From = f.From + by, Until = f.Until + by })),
            Components = Windows(plan, _ => true, by),
            Contacts = EquatableList.From(plan.Contacts.Select(c => c with { Confirm = c.Confirm + by })),
            Timeline = EquatableList.From(plan.Timeline.Select(t => t with { Due = t.Due + by })),
            Traffic = EquatableList.From(plan.Traffic.Select(s => s with
            {
                Shapes = EquatableList.From(s.Shapes.Select(shape => Shift(shape, by))),
            })),
        };
    }

    /// <summary>
    /// A later end: Live lasts longer, and what comes after it moves: the guardrails, and windows that lie there.
    /// </summary>
    public static CompiledPlan Extend(CompiledPlan plan, TimeSpan by)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var (schedule, end) = (plan.Schedule, plan.Schedule.Cooldown);
        return plan with
        {
            Schedule = schedule with { Cooldown = schedule.Cooldown + by, Closed = schedule.Closed + by },
            Guardrails = Shift(plan.Guardrails, by),
            Freezes = EquatableList.From(plan.Freezes.Select(f =>
                f.From >= end ? f with { From = f.From + by, Until = f.Until + by } : f)),
            Components = Windows(plan, w => w.From >= end, by),
            Timeline = EquatableList.From(plan.Timeline.Select(t => t.Due >= end ? t with { Due = t.Due + by } : t)),
        };
    }

    /// <summary>
    /// A phase now instead of later. Live now makes every stage due; Cooldown now moves the end with it.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="phase">Prewarm, Live, Cooldown or Closed.</param>
    /// <param name="now">The present instant.</param>
    public static CompiledPlan BringForward(CompiledPlan plan, Phase phase, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var schedule = plan.Schedule;
        return phase switch
        {
            Phase.Prewarm => plan with
            {
                Schedule = schedule with { Prewarm = now },
                Stages = Earlier(plan, plan.Stages.Count == 0 ? TimeSpan.Zero : plan.Stages[0].At - now),
            },
            Phase.Live => plan with
            {
                // Every stage is due at once and none waits for another: what is missing is called at once, too.
                Schedule = schedule with { Prewarm = Min(schedule.Prewarm, now - Moment), Live = now },
                Stages = EquatableList.From(plan.Stages.Select(s => s with
                {
                    At = Min(s.At, now - Moment),
                    ProceedAnywayAt = Min(s.ProceedAnywayAt, now),
                })),
            },
            Phase.Cooldown => Extend(plan, now - schedule.Cooldown),
            Phase.Closed => plan with { Schedule = schedule with { Closed = now } },
            _ => throw new UnreachableException($"{phase} cannot be brought forward."),
        };
    }

    private static EquatableList<PrewarmStage> Earlier(CompiledPlan plan, TimeSpan by) =>
        EquatableList.From(plan.Stages.Select(s => s with
        {
            At = s.At - by,
            ProceedAnywayAt = s.ProceedAnywayAt - by,
        }));

    private static Guardrails Shift(Guardrails guardrails, TimeSpan by) => guardrails with
    {
        LatestCooldown = guardrails.LatestCooldown == DateTimeOffset.MaxValue
            ? guardrails.LatestCooldown
            : guardrails.LatestCooldown + by,
    };

    private static EquatableList<Component> Windows(
        CompiledPlan plan,
        Func<RestartConsent, bool> moves,
        TimeSpan by) =>
        EquatableList.From(plan.Components.Select(c => c with
        {
            Restart = Shift(c.Restart, moves, by),
            RestartBack = Shift(c.RestartBack, moves, by),
        }));

    private static RestartConsent? Shift(RestartConsent? window, Func<RestartConsent, bool> moves, TimeSpan by) =>
        window is not null && moves(window)
            ? window with { From = window.From + by, Until = window.Until + by }
            : window;

    private static TrafficShape Shift(TrafficShape shape, TimeSpan by) => shape switch
    {
        // The day has its peak when it has it, whenever the event is.
        TrafficShape.DailyCurve => shape,
        TrafficShape.LaunchSpike spike => spike with { At = spike.At + by },
        TrafficShape.FlashCrowd crowd => crowd with { At = crowd.At + by },
        TrafficShape.Plateau plateau => plateau with { From = plateau.From + by, Until = plateau.Until + by },
        _ => throw new UnreachableException($"No row for {shape.GetType().Name}."),
    };

    private static DateTimeOffset Min(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;
}
