using System.Diagnostics;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Runbooks;

/// <summary>
/// Decides how a run goes on. Asked after every observation, effect and wait, also by another process after a crash:
/// what it needs to know is in the run and in the world.
/// </summary>
/// <remarks>
/// | the step under way | what is asked | move |
/// |---|---|---|
/// | has an effect of unknown outcome | does the world show it? | ask the rules anew, repeat a token, or ask a person |
/// | is over its time-out | – | the step failed |
/// | otherwise | the action's rules | perform, wait, or the step is over |
/// | is done | is there another? | observe for the next, or finish |
/// | failed or was refused | the step's <see cref="OnFailure"/> | finish, go on, or undo in reverse order |
/// </remarks>
public static partial class RunDecider
{
    /// <summary>After a call that nobody knows the outcome of, the world is given this long to show it.</summary>
    public static readonly TimeSpan UnknownWait = TimeSpan.FromSeconds(5);

    /// <summary>Between two looks at a world that cannot be read.</summary>
    public static readonly TimeSpan UnreadableWait = TimeSpan.FromSeconds(20);

    /// <summary>Capacity that has not come this long after it was asked for needs an explanation.</summary>
    public static readonly TimeSpan LaunchTroubleAfter = TimeSpan.FromSeconds(20);

    /// <summary>When a run that was kept from acting by the mode is looked at again.</summary>
    public static readonly TimeSpan WithheldWait = TimeSpan.FromMinutes(1);

    /// <summary>How long an undo may wait for the world before a person is asked.</summary>
    public static readonly TimeSpan UndoTimeout = TimeSpan.FromHours(2);

    /// <summary>
    /// The class of the change that the run would make next; taking a raise back removes capacity.
    /// </summary>
    public static ActionClass ClassUnderWay(Run run) =>
        IndexUnderWay(run) is not { } index ? ActionClass.None
        : (ActionCatalog.For(run.Steps[index].Step.Do).Class, run.State) switch
        {
            (ActionClass.CapacityUp, RunState.Undoing) => ActionClass.CapacityDown,
            var (actionClass, _) => actionClass,
        };

    /// <summary>What must be read before <see cref="Next"/> is asked.</summary>
    public static ObservationNeeds Needs(Run run, DateTimeOffset now)
    {
        if (IndexUnderWay(run) is not { } index)
        {
            return ObservationNeeds.None;
        }

        // A step whose effect is a while ago waits for something, and the trouble of launches may be the reason.
        var step = run.Steps[index];
        var needs = ActionCatalog.For(step.Step.Do).Needs;
        var since = step.Effects is [.., { } last] ? last.EndedAt : step.StartedAt;
        return now - since >= LaunchTroubleAfter
            ? needs | ObservationNeeds.LaunchTrouble
            : needs;
    }

    public static RunDecision Next(Run run, Component component, Observation seen, DateTimeOffset now)
    {
        if (run.IsOver)
        {
            return new RunDecision(run, RunMove.Finish.Instance, run.Reason);
        }

        if (IndexUnderWay(run) is not { } index)
        {
            return AfterLastStep(run);
        }

        var begun = Receive(Begin(run, index, now), seen, now);
        var step = begun.Steps[index];
        var rules = ActionCatalog.For(step.Step.Do);
        return step.Effects is [.., { State: EffectState.Started } open]
            ? Settle(begun, index, open, rules.Shows(open.Change, seen), now)
            : IsOverdue(begun, step, now)
                ? End(
                    begun,
                    index,
                    StepState.Failed,
                    $"step {step.Step.Name} timed out after {Span(step, now)}: {step.Reason}")
                : Ask(begun, index, rules, new StepContext(begun, step, component, seen, now));
    }

    /// <summary>Takes up what the port said of the run's open effect.</summary>
    public static Run Report(
        Run run,
        EffectReport report,
        string words,
        DateTimeOffset now,
        string? receipt = null)
    {
        var index = IndexUnderWay(run) ?? throw new UnreachableException("A report without a step under way.");
        var step = run.Steps[index];
        var open = step.Effects[^1];
        var next = report switch
        {
            EffectReport.Done => open with
            {
                State = EffectState.Done,
                EndedAt = now,
                Outcome = words,
                Receipt = receipt,
            },

            // It is known that nothing happened: the rules are asked anew, on the world as it is then. A throttled
            // repeat leaves the doubt about the attempt before it.
            EffectReport.Refused => open with { State = EffectState.Failed, EndedAt = now, Outcome = words },
            EffectReport.Throttled when open.Attempts is 1 or >= EffectRecord.AttemptsMax =>
                open with { State = EffectState.Failed, EndedAt = now, Outcome = words },

            // No attempt is left for what can't be done, so the step fails without asking its rules again.
            EffectReport.Impossible => open with
            {
                State = EffectState.Failed,
                Attempts = EffectRecord.AttemptsMax,
                EndedAt = now,
                Outcome = words,
            },
            EffectReport.Throttled or EffectReport.Unknown => open with { Outcome = words },
            _ => throw new UnreachableException($"No row for {report}."),
        };
        return WithEffect(run, index, next);
    }

    /// <summary>
    /// Takes the announced effect back: the mode changed before it was performed, so it never happened.
    /// </summary>
    public static Run Withhold(Run run, string reason, DateTimeOffset now)
    {
        var index = IndexUnderWay(run) ?? throw new UnreachableException("Nothing to withhold.");
        var step = run.Steps[index];
        var open = step.Effects[^1];

        // A repeated attempt stays Started: the first attempt may have happened. A first attempt leaves no trace.
        var effects = open.Attempts > 1
            ? step.Effects.With(step.Effects.Count - 1, open with { Attempts = open.Attempts - 1 })
            : EquatableList.From(step.Effects.Take(step.Effects.Count - 1));

        // The step's time does not run while it may not act.
        var held = WithStep(run, index, step with { Effects = effects, StartedAt = now, Reason = reason });
        return held with { Reason = reason, DueAt = now + WithheldWait };
    }

    /// <summary>The run as it is while something forbids its next change; the step's time does not run.</summary>
    public static Run HoldBack(Run run, string reason, DateTimeOffset now)
    {
        var held = run with { Reason = reason };
        return IndexUnderWay(run) is { } index && run.Steps[index] is { StartedAt: not null } step
            ? WithStep(held, index, step with { StartedAt = now, Reason = reason })
            : held;
    }

    private static RunDecision Ask(Run run, int index, IActionRules rules, StepContext context)
    {
        var step = context.Step;
        var undoing = run.State == RunState.Undoing;
        if (Fatal(step, undoing, rules.EffectsMax) is { } fatal)
        {
            return End(run, index, StepState.Failed, fatal);
        }

        var move = undoing ? rules.Undo(context) : rules.Next(context);
        return move switch
        {
            ActionMove.Perform perform => Perform(run, index, rules, perform, undoing, context.Now),
            ActionMove.Wait wait => Wait(run, index, wait, context.Now),
            ActionMove.Done => End(run, index, undoing ? StepState.Undone : StepState.Done, move.Reason),
            ActionMove.Refuse => End(run, index, StepState.Refused, move.Reason),
            ActionMove.Fail => End(run, index, StepState.Failed, move.Reason),
            _ => throw new UnreachableException($"No row for {move.GetType().Name}."),
        };
    }

    /// <summary>Bounds that no rule may talk its way around.</summary>
    private static string? Fatal(StepRecord step, bool undoing, int effectsMax)
    {
        var failed = step.Effects.Count(e => e.State == EffectState.Failed && e.Undoing == undoing);
        return step.Effects is [.., { State: EffectState.Failed, Attempts: >= EffectRecord.AttemptsMax } last]
            && last.Undoing == undoing ? $"could not {last.Change.Describe()}: {last.Outcome}"
            : failed >= EffectRecord.AttemptsMax
                ? $"{failed} attempts failed, the last with: {step.Effects[^1].Outcome}"
            : step.EffectsMade >= effectsMax
                ? $"the step made {step.EffectsMade} changes and did not end"
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
        var kept = rules.Compact(step.Effects);
        var effect = new EffectRecord(perform.Change, EffectState.Started, 1, now, null, null, undoing);
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

    /// <summary>A step is over. What that means for the run is in its <see cref="OnFailure"/>.</summary>
    private static RunDecision End(Run run, int index, StepState state, string reason)
    {
        var step = run.Steps[index];
        if (run.State == RunState.Undoing
            && state is StepState.Failed or StepState.Refused
            && step.State == StepState.Undoing)
        {
            return HandOver(run, index, $"step {step.Step.Name} could not be undone: {reason}");
        }

        var ended = WithStep(run, index, step with { State = state, Reason = reason }) with { Reason = reason };
        return (state, step.Step.OnFailure) switch
        {
            (StepState.Done or StepState.Undone, _) => IndexUnderWay(ended) is null
                ? AfterLastStep(ended)
                : new RunDecision(ended, RunMove.Observe.Instance, reason),
            (_, OnFailure.Continue) => IndexUnderWay(ended) is null
                ? AfterLastStep(ended)
                : new RunDecision(ended, RunMove.Observe.Instance, reason),
            (_, OnFailure.Stop) => Over(ended, RunState.Failed, reason),
            (_, OnFailure.Undo) => BeginUndo(ended, reason),
            _ => throw new UnreachableException($"No row for {state}, {step.Step.OnFailure}."),
        };
    }

    private static RunDecision AfterLastStep(Run ended)
    {
        if (ended.State == RunState.Undoing)
        {
            return Over(ended, RunState.Undone, ended.Reason);
        }

        // A run that went on after a failure fails for that failure's reason, not for its last step's.
        return ended.Steps.FirstOrDefault(s => s.State != StepState.Done) is { } failed
            ? Over(ended, RunState.Failed, $"step {failed.Step.Name}: {failed.Reason}")
            : Over(ended, RunState.Done, ended.Reason);
    }

    /// <summary>
    /// Steps that changed something are undone, the last first; those that did not are left as they are.
    /// </summary>
    private static RunDecision BeginUndo(Run run, string reason)
    {
        var steps = run.Steps.Select(s =>
            s.Effects.Any(e => e.State == EffectState.Done)
                ? s with { State = StepState.Undoing, StartedAt = null }
                : s);
        var next = run with { State = RunState.Undoing, Steps = EquatableList.From(steps), Reason = reason };
        return IndexUnderWay(next) is null
            ? Over(next, RunState.Undone, reason)
            : new RunDecision(next, RunMove.Observe.Instance, $"undoing, because {reason}");
    }

    private static RunDecision HandOver(Run run, int index, string reason)
    {
        var handed = WithStep(run, index, run.Steps[index] with { Reason = reason });
        var next = handed with { State = RunState.HandedOver, Reason = reason, DueAt = null };
        return new RunDecision(next, RunMove.AskPerson.Instance, reason);
    }

    private static RunDecision Over(Run run, RunState state, string reason) =>
        new(run with { State = state, Reason = reason, DueAt = null }, RunMove.Finish.Instance, reason);

    private static Run Begin(Run run, int index, DateTimeOffset now)
    {
        var step = run.Steps[index];
        return step.StartedAt is not null && step.State != StepState.Pending
            ? run
            : WithStep(run, index, step with
            {
                State = step.State == StepState.Pending ? StepState.Running : step.State,
                StartedAt = now,
            });
    }

    /// <summary>Forward: the first step that is not over. Undoing: the last that is still to be undone.</summary>
    private static int? IndexUnderWay(Run run)
    {
        for (var i = 0; i < run.Steps.Count; i++)
        {
            var index = run.State == RunState.Undoing ? run.Steps.Count - 1 - i : i;
            var state = run.Steps[index].State;
            if (run.State == RunState.Undoing
                ? state == StepState.Undoing
                : state is StepState.Pending or StepState.Running)
            {
                return index;
            }
        }

        return null;
    }

    private static DateTimeOffset Deadline(Run run, StepRecord step) =>
        (step.StartedAt ?? run.CreatedAt) + (run.State == RunState.Undoing ? UndoTimeout : step.Step.Timeout);

    private static bool IsOverdue(Run run, StepRecord step, DateTimeOffset now) => now >= Deadline(run, step);

    private static string Span(StepRecord step, DateTimeOffset now) =>
        $"{(now - step.StartedAt!.Value).TotalSeconds:0} s";

    private static Run WithStep(Run run, int index, StepRecord step) =>
        run with { Steps = run.Steps.With(index, step) };

    private static Run WithEffect(Run run, int index, EffectRecord effect)
    {
        var step = run.Steps[index];
        return WithStep(run, index, step with { Effects = step.Effects.With(step.Effects.Count - 1, effect) });
    }
}
