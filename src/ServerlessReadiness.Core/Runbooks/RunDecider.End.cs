using System.Diagnostics;
using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Runbooks;

/// <summary>What the end of a step means for the run.</summary>
public static partial class RunDecider
{
    private static RunDecision End(Run run, int index, StepState state, string reason, DateTimeOffset now)
    {
        var step = run.Steps[index];
        var failed = state is StepState.Failed or StepState.Refused;
        return failed && run.State == RunState.Undoing
                ? HandOver(run, index, $"step {step.Step.Name} could not be undone: {reason}")
            : state == StepState.Failed && step.Tries < step.Step.Retries
                ? Again(run, index, reason, now)
            : Ended(run, index, state, reason);
    }

    /// <summary>A step is over. What that means for the run is in its <see cref="OnFailure"/>.</summary>
    private static RunDecision Ended(Run run, int index, StepState state, string reason)
    {
        var step = run.Steps[index];
        var over = step with { State = state, Reason = reason, RetryAt = null };
        var ended = WithStep(run, index, over) with { Reason = reason };
        return (state, step.Step.OnFailure) switch
        {
            (StepState.Done or StepState.Undone or StepState.Skipped, _) or (_, OnFailure.Continue) =>
                IndexUnderWay(ended) is null
                    ? AfterLastStep(ended)
                    : new RunDecision(ended, RunMove.Observe.Instance, reason),
            (_, OnFailure.Stop) => Over(ended, RunState.Failed, reason),
            (_, OnFailure.Undo) => BeginUndo(ended, reason),
            _ => throw new UnreachableException($"No row for {state}, {step.Step.OnFailure}."),
        };
    }

    /// <summary>A failed step is begun anew after a while; what it did stays known, for the undo.</summary>
    private static RunDecision Again(Run run, int index, string reason, DateTimeOffset now)
    {
        var step = run.Steps[index];
        var at = now + step.Step.RetryAfter;
        var why = $"try {step.Tries + 1} of {step.Step.Retries + 1} failed: {reason}; begun anew at {at:u}";
        var next = WithStep(run, index, Anew(step) with { RetryAt = at, Reason = why }) with
        {
            Reason = why,
            DueAt = at,
        };
        return new RunDecision(
            next,
            at > now ? new RunMove.WaitUntil(at) : RunMove.Observe.Instance,
            why).With(new RunNote($"step {step.Step.Name} retried", why));
    }

    /// <summary>The step as it is before a further try. Attempts that changed nothing are forgotten with it.</summary>
    internal static StepRecord Anew(StepRecord step)
    {
        var kept = EquatableList.From(step.Effects.Where(e => e.State == EffectState.Done));
        return step with
        {
            State = StepState.Pending,
            StartedAt = null,
            RetryAt = null,
            Tries = step.Tries + 1,
            Try = step.Tries + 1,
            Effects = kept,
            Forgotten = step.Forgotten + step.Effects.Count - kept.Count,
        };
    }

    private static RunDecision AfterLastStep(Run ended)
    {
        if (ended.State == RunState.Undoing)
        {
            return Over(ended, RunState.Undone, $"{ended.UndoneBecause}; taken back, at last: {ended.Reason}");
        }

        // A run that went on after a failure fails for that failure's reason, not for its last step's, unless another
        // step has made it good.
        return ended.Steps.FirstOrDefault(s => IsFailure(ended, s)) is { } failed
            ? Over(ended, RunState.Failed, $"step {failed.Step.Name}: {failed.Reason}")
            : Over(ended, RunState.Done, ended.Reason);
    }

    private static bool IsFailure(Run run, StepRecord step) =>
        step.State is not (StepState.Done or StepState.Skipped)
        && !run.Steps.Any(s => s.State == StepState.Done && s.Step.InsteadOf == step.Step.Name);

    /// <summary>
    /// Steps that changed something are undone, the last first and of each the newest try first; those that did not
    /// are left as they are.
    /// </summary>
    internal static RunDecision BeginUndo(Run run, string reason)
    {
        var steps = run.Steps.Select(s =>
            s.State != StepState.Undone && s.Effects.Any(e => e.State == EffectState.Done)
                ? s with { State = StepState.Undoing, StartedAt = null, RetryAt = null, Try = s.Tries }
                : s);
        var next = run with
        {
            State = RunState.Undoing,
            Steps = EquatableList.From(steps),
            Reason = reason,
            UndoneBecause = reason,
        };
        return IndexUnderWay(next) is null
            ? Over(next, RunState.Undone, reason)
            : new RunDecision(next, RunMove.Observe.Instance, $"undoing, because {reason}")
                .With(new RunNote("undoing", reason));
    }

    private static RunDecision HandOver(Run run, int index, string reason)
    {
        var handed = WithStep(run, index, run.Steps[index] with { Reason = reason });
        var next = handed with { State = RunState.HandedOver, Reason = reason, DueAt = null, Request = null };
        var decision = new RunDecision(next, RunMove.AskPerson.Instance, reason);
        return run.Request is { } request
            ? decision.With(new RunNote(
                $"{RunRequests.Word(request.Kind)} not done",
                $"{request.Who} asked for it ({request.Reason}), and the run was handed over before it could take hold"))
            : decision;
    }

    private static RunDecision Over(Run run, RunState state, string reason) => new(
        run with { State = state, Reason = reason, DueAt = null, Request = null },
        RunMove.Finish.Instance,
        reason);
}
