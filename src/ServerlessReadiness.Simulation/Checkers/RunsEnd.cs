using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Checkers;

/// <summary>12: every run ends within its steps' time.</summary>
internal sealed class RunsEnd(Scene scene) : Checker(12, scene)
{
    /// <summary>For waits between processes, lost beats and an undo.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(30);

    public override void End(long nowMs)
    {
        foreach (var run in Scene.Ledger.Runs.Values.Where(r => !r.IsOver))
        {
            var allowed = run.Steps.Aggregate(Slack, (sum, step) => sum + step.Step.Timeout);
            if (Instant.Of(nowMs) - run.CreatedAt > allowed && nowMs > Scene.LastHinderedMs + Instant.Ms(Slack))
            {
                Violated(
                    nowMs,
                    $"run {run.Id} ({run.Runbook} on {run.Component}) of {run.CreatedAt:u} is still {run.State}: "
                    + $"{run.Reason}; due {run.DueAt:u}");
            }
        }
    }
}
