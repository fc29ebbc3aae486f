using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Simulation.Recording;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Checkers;

/// <summary>
/// 2: a transition starts at most one run. A second look at an alarm still firing may start the next, after its
/// cooldown or a change of mode or phase, and not more often than an alarm may be answered. A climb of a shed ladder is
/// bounded by the ladder instead, which it must not leave.
/// </summary>
internal sealed class OneRunPerTransition(Scene scene) : Checker(2, scene)
{
    /// <summary>Two clocks of a storm may be this far apart.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(5);

    private readonly Dictionary<(AlarmId Alarm, DateTimeOffset ChangedAt), List<Run>> _started = [];

    public override void Commits(CommitSeen seen, long nowMs)
    {
        foreach (var (before, run) in seen.Runs)
        {
            if (before is null && run.Runbook != Pages.Runbook && run.Trigger is RunTrigger.ByAlarm by)
            {
                Started(run, by, nowMs);
            }
        }
    }

    private void Started(Run run, RunTrigger.ByAlarm by, long nowMs)
    {
        var key = (by.Alarm, by.ChangedAt);
        if (!_started.TryGetValue(key, out var runs))
        {
            _started[key] = runs = [];
        }

        var cooldown = Scene.Plan.FindComponent(run.Component)?.AlarmCooldown ?? TimeSpan.Zero;
        if (run.Runbook == LadderRunbooks.ShedName)
        {
            LookAtClimb(run, nowMs);
        }
        else if (runs.Count(r => r.Runbook != LadderRunbooks.ShedName) >= AlarmDecider.AnswersMax)
        {
            Violated(nowMs, $"{by.Alarm.Name} of {by.ChangedAt:u} started run {run.Id}, its {runs.Count + 1}th");
        }

        // Whoever paused and resumed may have a clock that is behind the one of the run's function.
        if (runs is [.., var last]
            && Scene.Ledger.Head?.ChangedAt + Skew <= last.CreatedAt
            && Instant.Of(nowMs) - last.CreatedAt < cooldown - Skew)
        {
            Violated(nowMs, $"{by.Alarm.Name} of {by.ChangedAt:u} started run {run.Id} beside run {last.Id}");
        }

        runs.Add(run);
    }

    private void LookAtClimb(Run run, long nowMs)
    {
        var top = Scene.Plan.Ladders.FirstOrDefault(l => l.Component == run.Component)?.Levels.Count ?? 0;
        var level = Scene.Ledger.Components.GetValueOrDefault(run.Component)?.Ladder?.Level;
        if (level is null or < 1 || level > top)
        {
            Violated(nowMs, $"run {run.Id} climbs the ladder of {run.Component} to level {level} of {top}");
        }
    }
}
