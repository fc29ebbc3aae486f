using System.Diagnostics;

namespace ServerlessReadiness.Core.Runbooks;

/// <summary>What is taken up between two decisions: a port's word, a withheld effect, something that forbids it.</summary>
public static partial class RunDecider
{
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

    /// <summary>The step under way is refused before it is begun; its <see cref="Plans.Runbooks.OnFailure"/> decides.</summary>
    public static RunDecision Refuse(Run run, string reason, DateTimeOffset now) =>
        IndexUnderWay(run) is { } index
            ? End(run, index, StepState.Refused, reason, now)
            : throw new UnreachableException("Nothing to refuse.");

    /// <summary>The step under way is left out before it is begun, and that is no failure.</summary>
    public static RunDecision Spare(Run run, string reason) =>
        IndexUnderWay(run) is { } index
            ? Ended(run, index, StepState.Skipped, reason)
            : throw new UnreachableException("Nothing to spare.");
}
