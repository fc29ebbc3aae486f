using System.Diagnostics;
using ServerlessReadiness.Core.Actions;

namespace ServerlessReadiness.Core.Runbooks;

public static partial class RunDecider
{
    /// <summary>An effect whose outcome nobody reported: a crash or a time-out came between.</summary>
    private static RunDecision Settle(Run run, int index, EffectRecord open, bool? shows, DateTimeOffset now) =>
        (shows, open.Change.Repeatability) switch
        {
            (true, _) => Close(
                run,
                index,
                open,
                EffectState.Done,
                "the world shows it, though no outcome was reported",
                now),

            // The same change may no longer be right, so it is not repeated: the rules are asked anew.
            (false, _) => Close(
                run,
                index,
                open,
                EffectState.Failed,
                $"the world does not show it; {Words(open)}",
                now),
            (null, Repeatability.Once) => HandOver(
                run,
                index,
                $"it is not known whether this happened: {open.Change.Describe()}; "
                + "look, then start the runbook again if not"),
            (null, Repeatability.Token) when open.Attempts < EffectRecord.AttemptsMax => Repeat(run, index, open, now),
            (null, Repeatability.Token) => End(
                WithEffect(run, index, open with { State = EffectState.Failed, EndedAt = now }),
                index,
                StepState.Failed,
                $"{open.Attempts} attempts to {open.Change.Describe()} had no known outcome: {Words(open)}",
                now),
            (null, Repeatability.Absolute) when IsOverdue(run, run.Steps[index], now) => HandOver(
                run,
                index,
                $"it could not be read whether this happened: {open.Change.Describe()}; {Words(open)}"),
            (null, Repeatability.Absolute) => Wait(
                run,
                index,
                new ActionMove.Wait(
                    UnreadableWait,
                    $"it cannot be read yet whether this happened: {open.Change.Describe()}"),
                now),
            _ => throw new UnreachableException($"No row for {shows}, {open.Change.Repeatability}."),
        };

    private static RunDecision Close(
        Run run,
        int index,
        EffectRecord open,
        EffectState state,
        string words,
        DateTimeOffset now) =>
        new(
            WithEffect(run, index, open with { State = state, EndedAt = now, Outcome = words }),
            RunMove.Observe.Instance,
            words);

    private static RunDecision Repeat(Run run, int index, EffectRecord open, DateTimeOffset now)
    {
        var again = open with { Attempts = open.Attempts + 1, StartedAt = now };
        var reason = $"attempt {again.Attempts} of {EffectRecord.AttemptsMax}: {Words(open)}";
        return new RunDecision(WithEffect(run, index, again), new RunMove.Perform(open.Change), reason);
    }

    private static string Words(EffectRecord open) => open.Outcome ?? "no outcome is known";
}
