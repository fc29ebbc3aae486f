using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Runbooks;

/// <summary>Whether a step may begin: its conditions, and the people that it asks.</summary>
public static partial class RunDecider
{
    /// <summary>Between two looks at what a step's verification waits for.</summary>
    public static readonly TimeSpan VerifyWait = TimeSpan.FromSeconds(20);

    /// <summary>How long conditions may be unreadable before a step that must not act blindly is refused.</summary>
    public static readonly TimeSpan UnreadMax = TimeSpan.FromMinutes(2);

    private static RunDecision Enter(Run run, int index, Component component, Observation seen, DateTimeOffset now)
    {
        var step = run.Steps[index];
        if (step.RetryAt is { } at)
        {
            // Its conditions and its approval were met; a further try is part of what people agreed to.
            return now < at
                ? new RunDecision(run with { DueAt = at }, new RunMove.WaitUntil(at), step.Reason)
                : GoOn(Begin(run, index, now), index, component, seen, now);
        }

        if (step.Step.InsteadOf is { } other && NotNeeded(run, other) is { } spared)
        {
            return Skip(run, index, spared);
        }

        // A question that is open is not asked again because conditions changed meanwhile; they are checked once more
        // when it is answered, since hours may lie between.
        if (step is { State: StepState.Asking, Approval: { Granted: null } open } && now < open.ExpiresAt)
        {
            return new RunDecision(
                run with { DueAt = open.ExpiresAt },
                new RunMove.WaitUntil(open.ExpiresAt),
                step.Reason);
        }

        if (Declined(step) is { } declined)
        {
            return End(run, index, StepState.Refused, declined, now);
        }

        var (hold, words) = StepConditions.Judge(step.Step.When, seen);
        return (hold, FailsOpen(step)) switch
        {
            (false, _) => Skip(run, index, $"its conditions do not hold: {words}"),
            (null, false) => Unread(run, index, words, now),
            (null, true) => Agreed(run, index, component, seen, now).With(new RunNote(
                $"step {step.Step.Name} begins unread",
                $"{words}; what adds capacity or tells people goes on all the same")),
            (true, _) => Agreed(run, index, component, seen, now),
        };
    }

    /// <summary>Why people's answer, or their silence, is a no; null when it is none.</summary>
    private static string? Declined(StepRecord step) => step switch
    {
        { Approval: { Granted: false } no } => $"rejected by {no.By}: {no.Reason}",
        { State: StepState.Asking, Approval: { Granted: null } asked, Step.Approval.OnExpiry: ApprovalDefault.Reject } =>
            $"nobody answered until {asked.ExpiresAt:u}, and silence means no",
        _ => null,
    };

    /// <summary>What adds capacity fails open; what removes it, moves traffic or replaces fails closed.</summary>
    private static bool FailsOpen(StepRecord step) =>
        ActionCatalog.For(step.Step.Do).Class is ActionClass.None or ActionClass.CapacityUp;

    private static string? NotNeeded(Run run, string other)
    {
        var failed = run.Steps.FirstOrDefault(s => s.Step.Name == other);
        return failed?.State is StepState.Failed or StepState.Refused
            ? null
            : $"step {other} did not fail, so nothing is done instead of it";
    }

    private static RunDecision Unread(Run run, int index, string words, DateTimeOffset now)
    {
        var step = run.Steps[index];
        var since = step.State == StepState.Asking ? step.Approval!.AnsweredAt ?? step.Approval.ExpiresAt
            : step.StartedAt ?? now;
        if (now - since >= UnreadMax)
        {
            return End(
                run,
                index,
                StepState.Refused,
                $"{words}, for {UnreadMax.TotalMinutes:0} minutes; it is not begun on conditions that nobody knows. "
                    + "Check the alarm's or the metric's name and the role's permissions.",
                now);
        }

        var reason = $"{words}; looks again before step {step.Step.Name} is begun";
        var at = now + UnreadableWait;
        var next = WithStep(run, index, step with { StartedAt = step.StartedAt ?? now, Reason = reason });
        return new RunDecision(next with { Reason = reason, DueAt = at }, new RunMove.WaitUntil(at), reason);
    }

    /// <summary>With the people's consent the step begins at once; without, they are asked.</summary>
    private static RunDecision Agreed(Run run, int index, Component component, Observation seen, DateTimeOffset now)
    {
        var step = run.Steps[index];
        if (step.Step.Approval is not { } terms || step.Approval is { Granted: true })
        {
            return GoOn(Begin(run, index, now), index, component, seen, now);
        }

        if (step.Approval is not { } asked)
        {
            return AskPeople(run, index, terms, now);
        }

        var reason = $"nobody answered until {asked.ExpiresAt:u}, and silence means yes";
        var granted = asked with { Granted = true, Reason = reason, AnsweredAt = now };
        var next = WithStep(run, index, step with { Approval = granted, Reason = reason });
        return GoOn(Begin(next, index, now), index, component, seen, now)
            .With(new RunNote($"step {step.Step.Name} approved by silence", reason));
    }

    private static RunDecision AskPeople(Run run, int index, ApprovalTerms terms, DateTimeOffset now)
    {
        var step = run.Steps[index];
        var until = now + terms.ExpiresAfter;
        var silence = terms.OnExpiry == ApprovalDefault.Approve ? "yes: it is begun then" : "no: it is refused then";
        var reason = $"step {step.Step.Name} waits for {Any(terms.Roles)} until {until:u}: {terms.Question}";
        var asking = step with
        {
            State = StepState.Asking,
            Approval = new Approval(now, until),
            StartedAt = null,
            Reason = reason,
        };
        var howTo = $"""
            Roles that may answer: {string.Join(", ", terms.Roles)}
            Answer until: {until:u}
            Silence means {silence}.

            readiness approve {run.Id} --event {run.Event} --step {step.Step.Name} --reason "..."
            readiness reject {run.Id} --event {run.Event} --step {step.Step.Name} --reason "..."
            """;
        return new RunDecision(
            WithStep(run, index, asking) with { Reason = reason, DueAt = until },
            new RunMove.WaitUntil(until),
            reason).With(new RunNote($"runbook {run.Runbook} asks", terms.Question) { HowTo = howTo });
    }

    private static RunDecision Skip(Run run, int index, string why)
    {
        var step = run.Steps[index];
        var reason = $"step {step.Step.Name} is skipped: {why}";
        return Ended(run, index, StepState.Skipped, reason).With(new RunNote($"step {step.Step.Name} skipped", reason));
    }

    private static string Any(EquatableList<string> roles) => string.Join(" or ", roles);
}
