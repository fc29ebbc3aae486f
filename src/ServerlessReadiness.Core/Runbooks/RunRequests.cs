using System.Diagnostics;

namespace ServerlessReadiness.Core.Runbooks;

/// <summary>
/// What people ask of a run: approve, reject, skip, retry, abort. Decides whether they may and what the run is then; the
/// caller saves the run conditionally, so of two requests at once the first stored wins and the second is decided anew.
/// </summary>
/// <remarks>
/// | request | run under way | failed or handed over | done | undone |
/// |---|---|---|---|---|
/// | approve, reject | the step that asks, by its roles, in time | refused | refused | refused |
/// | skip | leaves the step once no effect is in doubt | leaves it and goes on | refused | refused |
/// | retry | begins the step anew | goes on from the step named, or the one that failed | refused | refused |
/// | abort | ends it | refused: it is over | refused | refused |
/// | abort and undo | takes back what it did | takes back what it did | takes back what it did | refused |
/// </remarks>
public static class RunRequests
{
    public static RunRequestVerdict Apply(Run run, RunRequest request, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(request);
        return request switch
        {
            { Reason: var reason } when string.IsNullOrWhiteSpace(reason) =>
                No($"nothing says why run {run.Id} is to be changed; give a reason"),
            { Step: { } step } when !run.Steps.Any(s => s.Step.Name == step) => No(
                $"run {run.Id} has no step \"{step}\"; use one of "
                + string.Join(", ", run.Steps.Select(s => s.Step.Name))),
            { Kind: RunRequestKind.Approve or RunRequestKind.Reject } => Answer(run, request, now),
            _ when run.Request is { } pending => No(
                $"{pending.Who} already asked to {Word(pending.Kind)} run {run.Id} at {pending.At:u}; what was asked "
                + "first stands, wait for it to take hold"),
            _ when run.IsOver => Reopen(run, request, now),
            _ => Interrupt(run, request, now),
        };
    }

    /// <summary>The request in a word, for people.</summary>
    public static string Word(RunRequestKind kind) => kind switch
    {
        RunRequestKind.Approve => "approve",
        RunRequestKind.Reject => "reject",
        RunRequestKind.Skip => "skip",
        RunRequestKind.Retry => "retry",
        RunRequestKind.Abort => "abort",
        RunRequestKind.AbortAndUndo => "abort and undo",
        _ => throw new UnreachableException($"No word for {kind}."),
    };

    private static RunRequestVerdict Answer(Run run, RunRequest request, DateTimeOffset now)
    {
        var asking = RunDecider.StepUnderWay(run) is { State: StepState.Asking } step && !run.IsOver ? step : null;
        var named = request.Step is { } name ? run.Steps.First(s => s.Step.Name == name) : asking;
        var word = Word(request.Kind);
        return (asking, named) switch
        {
            _ when run.IsOver => No($"run {run.Id} is over ({run.State}), so there is nothing to {word}"),
            (_, { Approval: { Granted: { } granted } given }) => No(
                $"step {named.Step.Name} of run {run.Id} was {(granted ? "approved" : "rejected")} by "
                + $"{given.By ?? "silence"} at {given.AnsweredAt:u}, and the first answer stands; abort the run if it is wrong"),
            (null, _) => No($"no step of run {run.Id} asks for approval now: {run.Reason}"),
            _ when named != asking => No(
                $"step {named!.Step.Name} of run {run.Id} does not ask; name step {asking.Step.Name}, which does"),
            _ when run.Request is { } pending => No(
                $"{pending.Who} already asked to {Word(pending.Kind)} run {run.Id}, and what was asked first stands; wait for "
                + "it to take hold"),
            _ when now >= asking.Approval!.ExpiresAt => No(
                $"the question of step {asking.Step.Name} expired at {asking.Approval.ExpiresAt:u}; start the runbook "
                + "again if it is still needed"),
            _ when !asking.Step.Approval!.Roles.Any(request.Roles.Contains) => No(
                $"step {asking.Step.Name} of run {run.Id} is for {string.Join(" or ", asking.Step.Approval.Roles)} to "
                + $"{word}, and {request.Who} has {Roles(request)}; ask somebody who has it") with
            {
                NeedsAnotherRole = true,
            },
            _ => Yes(
                run with { Steps = EquatableList.From(run.Steps.Select(s => s == asking ? Answered(s, request, now) : s)) },
                now,
                $"step {asking.Step.Name} of run {run.Id} is {(IsYes(request) ? "approved" : "rejected")}"),
        };
    }

    private static StepRecord Answered(StepRecord step, RunRequest request, DateTimeOffset now) => step with
    {
        Approval = step.Approval! with
        {
            Granted = IsYes(request),
            By = request.Who,
            Reason = request.Reason,
            AnsweredAt = now,
        },
    };

    private static RunRequestVerdict Interrupt(Run run, RunRequest request, DateTimeOffset now)
    {
        var underWay = RunDecider.StepUnderWay(run);
        var undoing = run.State == RunState.Undoing;
        return request.Kind switch
        {
            _ when underWay is null => No($"no step of run {run.Id} is under way; it is about to end"),
            _ when request.Step is { } step && step != underWay.Step.Name => No(
                $"step {step} of run {run.Id} is not under way; name step {underWay.Step.Name}, which is"),
            RunRequestKind.Retry when undoing => No(
                $"run {run.Id} is being undone; start its runbook anew once it is over"),
            RunRequestKind.Retry when underWay.State == StepState.Asking => No(
                $"step {underWay.Step.Name} of run {run.Id} waits for an approval; approve or reject it"),
            RunRequestKind.AbortAndUndo when undoing => No($"run {run.Id} is being undone already"),
            _ => Yes(
                run with { Request = request },
                now,
                $"run {run.Id} is told to {Word(request.Kind)}; it takes hold as soon as no effect is in doubt"),
        };
    }

    /// <summary>A run that is over goes on, because a person takes it upon themselves.</summary>
    private static RunRequestVerdict Reopen(Run run, RunRequest request, DateTimeOffset now)
    {
        var words = $"{request.Who} asked to {Word(request.Kind)}: {request.Reason}";
        return (request.Kind, run.State) switch
        {
            (RunRequestKind.Abort, _) => No($"run {run.Id} is over already ({run.State}): {run.Reason}"),
            (_, RunState.Undone) => No($"what run {run.Id} did was taken back; start its runbook anew"),
            (RunRequestKind.AbortAndUndo, _) when run.Steps.Any(s => s.State == StepState.Undoing) =>
                GoBack(run, request with { Step = null }, words, now),
            (RunRequestKind.AbortAndUndo, _) => Undo(run, words, now),
            (_, RunState.Done) => No($"run {run.Id} is done; start its runbook anew"),
            (RunRequestKind.Skip, _) => Leave(run, request, words, now),
            (RunRequestKind.Retry, _) => GoBack(run, request, words, now),
            _ => throw new UnreachableException($"No row for {request.Kind}, {run.State}."),
        };
    }

    private static RunRequestVerdict Undo(Run run, string words, DateTimeOffset now)
    {
        var decided = run with { Steps = EquatableList.From(run.Steps.Select(s => Decided(s, words, now))) };
        var undo = RunDecider.BeginUndo(decided, words);
        return undo.Next.IsOver
            ? No($"run {run.Id} changed nothing that could be taken back")
            : Yes(undo.Next, now, $"run {run.Id} is taken back");
    }

    private static RunRequestVerdict Leave(Run run, RunRequest request, string words, DateTimeOffset now)
    {
        if (StoppedAt(run) is not { } stopped
            || (request.Step is { } step && run.Steps[stopped].Step.Name != step))
        {
            return No($"run {run.Id} did not stop at step {request.Step}; it stopped with: {run.Reason}");
        }

        var left = Decided(run.Steps[stopped], words, now) with
        {
            State = StepState.Skipped,
            Reason = $"left out; {words}",
        };
        return Yes(
            Underway(run, run.Steps.With(stopped, left), words),
            now,
            $"run {run.Id} goes on after step {left.Step.Name}");
    }

    private static RunRequestVerdict GoBack(Run run, RunRequest request, string words, DateTimeOffset now)
    {
        var stopped = StoppedAt(run);
        if (stopped is { } undone && run.Steps[undone].State == StepState.Undoing)
        {
            var again = run.Steps[undone];
            var effects = again.Effects.Where(e => e.State == EffectState.Done);
            again = again with { StartedAt = null, Effects = EquatableList.From(effects), Reason = words };
            return Yes(
                Underway(run, run.Steps.With(undone, again), words),
                now,
                $"run {run.Id} tries again to take back step {again.Step.Name}");
        }

        var from = request.Step is { } name ? IndexOf(run, name) : stopped;
        if (from is not { } first || first > (stopped ?? run.Steps.Count - 1))
        {
            return No($"run {run.Id} did not come as far as step {request.Step}; it stopped with: {run.Reason}");
        }

        // An earlier consent was for what people knew then.
        var steps = run.Steps.Select((s, i) => i < first || s is { State: StepState.Pending, StartedAt: null }
            ? s
            : RunDecider.Anew(Decided(s, words, now)) with { Approval = null, Reason = words });
        return Yes(
            Underway(run, EquatableList.From(steps), words),
            now,
            $"run {run.Id} goes on from step {run.Steps[first].Step.Name}");
    }

    /// <summary>Where a run that is over stopped: at what it could not undo, at what failed, or at what it was doing.
    /// </summary>
    private static int? StoppedAt(Run run)
    {
        Func<StepRecord, bool>[] kinds =
        [
            s => s.State == StepState.Undoing,
            s => s.State is StepState.Failed or StepState.Refused,
            s => s.State is StepState.Running or StepState.Asking or StepState.Pending,
        ];
        foreach (var kind in kinds)
        {
            if (run.Steps.LastOrDefault(kind) is { State: StepState.Undoing } undoing)
            {
                return IndexOf(run, undoing.Step.Name);
            }

            if (run.Steps.FirstOrDefault(kind) is { } first)
            {
                return IndexOf(run, first.Step.Name);
            }
        }

        return null;
    }

    /// <summary>
    /// An effect that nobody knows the outcome of: the person who goes on has looked. It counts as done, so that an
    /// undo looks after it.
    /// </summary>
    private static StepRecord Decided(StepRecord step, string words, DateTimeOffset now) =>
        step.Effects is [.., { State: EffectState.Started } open]
            ? step with
            {
                Effects = step.Effects.With(step.Effects.Count - 1, open with
                {
                    State = EffectState.Done,
                    EndedAt = now,
                    Outcome = $"not known; {words}",
                }),
            }
            : step;

    private static Run Underway(Run run, EquatableList<StepRecord> steps, string words) => run with
    {
        Steps = steps,
        State = steps.Any(s => s.State == StepState.Undoing) ? RunState.Undoing : RunState.Running,
        Reason = words,
    };

    private static int IndexOf(Run run, string step) => run.Steps.Select(s => s.Step.Name).ToList().IndexOf(step);

    private static bool IsYes(RunRequest request) => request.Kind == RunRequestKind.Approve;

    private static string Roles(RunRequest request) =>
        request.Roles.Count == 0 ? "no role of the plan" : $"the role {string.Join(", ", request.Roles)}";

    private static RunRequestVerdict Yes(Run next, DateTimeOffset now, string reason) =>
        new(next with { DueAt = now, Takeovers = 0 }, reason);

    private static RunRequestVerdict No(string reason) => new(null, reason);
}
