using System.Diagnostics;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Runbooks;

/// <summary>What the rules of the step under way want, within the bounds that no rule may talk its way around.</summary>
public static partial class RunDecider
{
    private static RunDecision Ask(Run run, int index, IActionRules rules, StepContext context)
    {
        var undoing = run.State == RunState.Undoing;
        var now = context.Now;
        if (Fatal(run.Steps[index], context.Step, undoing, rules.EffectsMax) is { } fatal)
        {
            return End(run, index, StepState.Failed, fatal, now);
        }

        if (Doubt(rules, context, undoing) is { } doubt)
        {
            return Wait(run, index, doubt, now);
        }

        var move = undoing ? rules.Undo(context) : rules.Next(context);
        return (move, undoing) switch
        {
            (ActionMove.Perform perform, _) => Perform(run, index, rules, perform, undoing, now),
            (ActionMove.Wait wait, _) => Wait(run, index, wait, now),
            (ActionMove.Done, true) => TakenBack(run, index, move.Reason, now),
            (ActionMove.Done, false) => Verify(run, index, move.Reason, context.Seen, now),
            (ActionMove.Refuse, _) => End(run, index, StepState.Refused, move.Reason, now),
            (ActionMove.Fail, _) => End(run, index, StepState.Failed, move.Reason, now),
            _ => throw new UnreachableException($"No row for {move.GetType().Name}."),
        };
    }

    /// <summary>
    /// What goes back has to be the last word: a change that was sent before, by this run or another, and never answered
    /// would land on top of it, and nobody would look again.
    /// </summary>
    private static ActionMove.Wait? Doubt(IActionRules rules, StepContext context, bool undoing) =>
        (rules.TakesBack || (undoing && rules.Class == ActionClass.Traffic))
        && context.Seen.Record?.Doubt?.LandsBy is { } until && context.Now < until
            ? new ActionMove.Wait(
                until - context.Now,
                $"waits until {until:u}: a change of {context.Component.Resource.Label} was sent and never answered, and "
                    + "may happen until then")
            : null;

    private static string? Fatal(StepRecord whole, StepRecord step, bool undoing, int effectsMax)
    {
        var failed = step.Effects.Count(e => e.State == EffectState.Failed && e.Undoing == undoing);
        return step.Effects is [.., { State: EffectState.Failed, Attempts: >= EffectRecord.AttemptsMax } last]
            && last.Undoing == undoing ? $"could not {last.Change.Describe()}: {last.Outcome}"
            : failed >= EffectRecord.AttemptsMax
                ? $"{failed} attempts failed, the last with: {step.Effects[^1].Outcome}"
            : whole.EffectsMade >= effectsMax * (whole.Tries + 1)
                ? $"the step made {whole.EffectsMade} changes and did not end"
            : null;
    }

    private static RunDecision Perform(
        Run run,
        int index,
        IActionRules rules,
        ActionMove.Perform perform,
        bool undoing,
        DateTimeOffset now)
    {
        var step = run.Steps[index];
        var others = step.Effects.Where(e => e.Try != step.Try);
        var kept = EquatableList.From(others.Concat(rules.Compact(step.OfThisTry().Effects)));
        var effect = new EffectRecord(perform.Change, EffectState.Started, 1, now, null, null, undoing)
        {
            Try = step.Try,
        };
        var next = WithStep(run, index, step with
        {
            Effects = kept.Add(effect),
            Forgotten = step.Forgotten + step.Effects.Count - kept.Count,
            Reason = perform.Reason,
        });
        return new RunDecision(
            next with { Reason = perform.Reason },
            new RunMove.Perform(perform.Change),
            perform.Reason);
    }

    private static RunDecision Wait(Run run, int index, ActionMove.Wait wait, DateTimeOffset now)
    {
        var step = run.Steps[index] with { Reason = wait.Reason };
        var limit = Deadline(run, step);
        var at = now + wait.For < limit ? now + wait.For : limit;
        var next = WithStep(run, index, step) with { Reason = wait.Reason, DueAt = at };
        return new RunDecision(next, new RunMove.WaitUntil(at), wait.Reason);
    }

    /// <summary>
    /// The action is done; the step is once its conditions hold. What cannot be read does not hold, and the time-out
    /// ends the wait.
    /// </summary>
    private static RunDecision Verify(Run run, int index, string reason, Observation seen, DateTimeOffset now)
    {
        var conditions = run.Steps[index].Step.Verify;
        var (hold, words) = StepConditions.Judge(conditions, seen);
        return conditions.Count == 0 ? End(run, index, StepState.Done, reason, now)
            : hold == true ? End(run, index, StepState.Done, $"{reason}; {words}", now)
            : Wait(run, index, new ActionMove.Wait(VerifyWait, $"{reason}, but not verified: {words}"), now);
    }

    /// <summary>One try is taken back; those before it follow, the newest first.</summary>
    private static RunDecision TakenBack(Run run, int index, string reason, DateTimeOffset now)
    {
        var step = run.Steps[index];
        var before = step.Effects
            .Where(e => e.Try < step.Try && e is { State: EffectState.Done, Undoing: false })
            .Select(e => (int?)e.Try)
            .Max();
        return before is { } earlier
            ? new RunDecision(
                WithStep(run, index, step with { Try = earlier, Reason = reason }),
                RunMove.Observe.Instance,
                reason)
            : End(run, index, StepState.Undone, reason, now);
    }
}
