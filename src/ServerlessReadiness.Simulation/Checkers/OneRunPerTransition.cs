using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Simulation.Recording;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Checkers;

/// <summary>
/// 2: a transition starts at most one run. A second look at an alarm still firing may start the next, after its
/// cooldown or a change of mode or phase, and not more often than an alarm may be answered.
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
        if (runs.Count >= AlarmDecider.AnswersMax)
        {
            Violated(nowMs, $"{by.Alarm.Name} of {by.ChangedAt:u} started run {run.Id}, its {runs.Count + 1}th");
        }
        else if (runs is [.., var last] && Scene.Ledger.Head?.ChangedAt <= last.CreatedAt && Instant.Of(nowMs) - last.CreatedAt < cooldown - Skew)
        {
            Violated(nowMs, $"{by.Alarm.Name} of {by.ChangedAt:u} started run {run.Id} beside run {last.Id}");
        }

        runs.Add(run);
    }
}
