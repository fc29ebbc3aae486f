using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Simulation.Ports;

namespace ServerlessReadiness.Simulation.Checkers;

/// <summary>8: every change was announced in the journal with its cause, its before and its after.</summary>
internal sealed class EffectsJournalled(Scene scene) : Checker(8, scene)
{
    public override void Changed(ChangeSeen seen, long nowMs)
    {
        var intent = seen.Intent;
        if (intent is null || intent.Verdict != seen.Change.Describe())
        {
            Violated(nowMs, $"\"{seen.Change}\" by {seen.By} has no entry; the last one is \"{intent?.Verdict}\"");
        }
        else if (intent.Cause is null || intent.Run is null)
        {
            Violated(nowMs, $"the entry of \"{seen.Change}\" names no cause");
        }
        else if (seen.Change is Change.SetGroupBounds or Change.SetTargetBounds or Change.SetGroupDesired
            && (intent.Before is null || intent.After is null))
        {
            Violated(nowMs, $"the entry of \"{seen.Change}\" does not say what was before and after");
        }
    }
}
