using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Lifecycle;

/// <summary>
/// Runs for instances that wait in lifecycle hooks. Whatever their steps do, the wait is ended before Auto Scaling ends
/// it: a failure, a deadline or a hand-over leads to the completing step.
/// </summary>
/// <remarks>
/// | what happens | what follows |
/// |---|---|
/// | a step fails and its onFailure is continue | the next step |
/// | a step fails otherwise, or a person would have to be asked | the completing step, as the plan states |
/// | the deadline, or the plan's giveUpAfter, is near | the same |
/// | Auto Scaling says that the instance waits no more | the completing step, which is done |
/// | the completing step fails | again, ever more slowly, until the deadline is past |
/// </remarks>
public static class HookRuns
{
    private static readonly TimeSpan CompleteTimeout = TimeSpan.FromHours(49);
    private static readonly TimeSpan CompleteAgainMin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CompleteAgainMax = TimeSpan.FromMinutes(2);

    /// <summary>The runbook's name of a hook: what journal and CLI call its runs.</summary>
    public static RunbookName NameOf(HookPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return RunbookName.Parse(plan.Launching ? "lifecycle-launch" : "lifecycle-terminate");
    }

    public static bool IsOne(Run run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Trigger is RunTrigger.ByHook;
    }

    /// <summary>
    /// The key whose lease such a run holds: its instance in this hook, so that neither a burst of hooks nor a second
    /// hook of the same instance queues behind it.
    /// </summary>
    public static string LeaseKey(Resource resource, InstanceId instance, string hook)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return $"arn:aws:ec2:{resource.Region}:{resource.Account}:instance/{instance}/hook/{hook}";
    }

    /// <summary>A new run of the hook's steps with the completing one at their end.</summary>
    /// <param name="eventId">The event.</param>
    /// <param name="id">The run.</param>
    /// <param name="plan">What the plan says of the hook.</param>
    /// <param name="instance">The instance that waits.</param>
    /// <param name="planVersion">The plan's version.</param>
    /// <param name="trigger">The hook and its times.</param>
    /// <param name="toWarmPool">Whether the instance goes to the warm pool rather than to the group.</param>
    /// <param name="now">The present instant.</param>
    public static Run Begin(
        EventId eventId,
        RunId id,
        HookPlan plan,
        InstanceId instance,
        int planVersion,
        RunTrigger.ByHook trigger,
        bool toWarmPool,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var complete = new RunbookStep(
            HookSteps.CompleteName,
            new StepAction.HookComplete(plan.AbandonOnFailure),
            CompleteTimeout);
        var runbook = new Runbook(NameOf(plan), [.. plan.Steps, complete]);
        var run = Run.Start(eventId, id, runbook, plan.Component, instance, planVersion, trigger, now);
        return toWarmPool
            ? run with
            {
                Steps = EquatableList.From(run.Steps.Select(s => HookSteps.IsForServing(s.Step.Do)
                    ? s with { State = StepState.Skipped, Reason = "the instance goes to the warm pool, not to serve" }
                    : s)),
            }
            : run;
    }

    /// <summary>What went wrong in the steps before the completing one; null for nothing.</summary>
    public static string? FailureOf(Run run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Steps.Take(run.Steps.Count - 1)
            .Where(s => s.State is StepState.Failed or StepState.Refused && s.Step.OnFailure != OnFailure.Continue)
            .Select(s => $"step {s.Step.Name}: {s.Reason}")
            .FirstOrDefault();
    }

    /// <summary>How a run goes on: <see cref="RunDecider"/>'s word, and for a hook's run that it ends in time.</summary>
    public static RunDecision Next(Run run, Component component, Observation seen, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Trigger is not RunTrigger.ByHook hook || run.IsOver)
        {
            return RunDecider.Next(run, component, seen, now);
        }

        if (run.Steps[^1].State == StepState.Pending && WhyNow(hook, now) is { } why)
        {
            run = ToCompletion(run, why, now);
        }

        var decision = RunDecider.Next(run, component, seen, now);
        return decision.Next.IsOver ? AtItsEnd(decision.Next, hook, now)
            : decision.Move is RunMove.WaitUntil wait ? Clamp(decision, wait, hook, now)
            : decision;
    }

    /// <summary>The run with nothing left to do but to end the wait.</summary>
    public static Run ToCompletion(Run run, string why, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(run);
        var steps = run.Steps.ToList();
        var first = FailureOf(run) is null ? steps.FindIndex(IsOpen) : -1;
        for (var i = 0; i < steps.Count - 1; i++)
        {
            if (IsOpen(steps[i]))
            {
                // The first is what was not done in time, begun or not; those after it are left out.
                steps[i] = steps[i] with
                {
                    State = i == first ? StepState.Failed : StepState.Skipped,
                    Reason = i == first ? $"{why}; {steps[i].Reason}" : why,
                    Effects = EquatableList.From(steps[i].Effects.Select(e => e.State == EffectState.Started
                        ? e with { State = EffectState.Failed, EndedAt = now, Outcome = "not waited for" }
                        : e)),
                };
            }
        }

        return run with { State = RunState.Running, Steps = EquatableList.From(steps), Reason = why };
    }

    /// <summary>
    /// The run after processes took it up and came to no end: whatever stops them, the wait is ended. Null for other
    /// runs, and once the deadline is past.
    /// </summary>
    public static Run? AfterTakeovers(Run run, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Trigger is not RunTrigger.ByHook hook || now >= hook.Deadline)
        {
            return null;
        }

        var kept = run.Steps[^1].State == StepState.Pending
            ? ToCompletion(run, $"{run.Takeovers} processes took it up and none came to an end", now)
            : run;
        return kept with { Takeovers = 0 };
    }

    /// <summary>The run with what Auto Scaling said of a heartbeat.</summary>
    public static Run Beaten(Run run, EffectReport report, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(run);
        var hook = (RunTrigger.ByHook)run.Trigger;
        return run with
        {
            Trigger = report switch
            {
                EffectReport.Done => HookTimes.Beaten(hook, now),
                EffectReport.Refused => hook with { IsOver = true },
                _ => hook,
            },
        };
    }

    /// <summary>When a heartbeat is to be sent before anything else is done; null for not at all.</summary>
    public static DateTimeOffset? BeatAt(Run run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run is { IsOver: false, Trigger: RunTrigger.ByHook { IsOver: false } hook }
            && run.Steps[^1].State == StepState.Pending
            ? HookTimes.BeatAt(hook)
            : null;
    }

    private static bool IsOpen(StepRecord step) => !step.IsOver && step.State != StepState.Skipped;

    private static string? WhyNow(RunTrigger.ByHook hook, DateTimeOffset now) =>
        hook.IsOver ? "Auto Scaling says that the instance waits no more"
        : now < HookTimes.CompleteBy(hook) ? null
        : hook.LimitAt <= hook.Deadline ? $"the instance waits until {hook.LimitAt:u} at the longest"
        : $"Auto Scaling waits until {hook.Deadline:u} only";

    private static RunDecision AtItsEnd(Run over, RunTrigger.ByHook hook, DateTimeOffset now)
    {
        var last = over.Steps[^1];
        switch (last.State)
        {
            case StepState.Done:
                var failure = hook.IsOver ? null : FailureOf(over);
                var state = failure is null ? RunState.Done : RunState.Failed;
                var reason = failure is null ? last.Reason : $"{failure}; {last.Reason}";
                return new RunDecision(
                    over with { State = state, Reason = reason, DueAt = null },
                    RunMove.Finish.Instance,
                    reason);
            case StepState.Pending:
                var why = $"the steps end here: {over.Reason}";
                return new RunDecision(ToCompletion(over, why, now), RunMove.Observe.Instance, why);
            default:
                return now < hook.Deadline && !hook.IsOver
                    ? CompleteAgain(over, last, hook, now)
                    : new RunDecision(
                        over with { State = RunState.Failed, DueAt = null },
                        RunMove.Finish.Instance,
                        over.Reason);
        }
    }

    private static RunDecision CompleteAgain(
        Run over,
        StepRecord last,
        RunTrigger.ByHook hook,
        DateTimeOffset now)
    {
        var wait = CompleteAgainMin * Math.Pow(2, Math.Min(last.Tries, 8));
        wait = wait < CompleteAgainMax ? wait : CompleteAgainMax;
        var at = now + wait < hook.Deadline ? now + wait : hook.Deadline;
        var again = last with
        {
            State = StepState.Running,

            // The journal has the earlier attempts; what bounds these is the deadline, not their number.
            Effects = [],
            Tries = last.Tries + 1,
        };
        var next = over with
        {
            State = RunState.Running,
            Steps = over.Steps.With(over.Steps.Count - 1, again),
            Reason = $"{last.Reason}; it is tried again until {hook.Deadline:u}",
            DueAt = at,
        };
        return new RunDecision(next, new RunMove.WaitUntil(at), next.Reason);
    }

    /// <summary>No wait is longer than the next heartbeat and the completion allow.</summary>
    private static RunDecision Clamp(
        RunDecision decision,
        RunMove.WaitUntil wait,
        RunTrigger.ByHook hook,
        DateTimeOffset now)
    {
        if (decision.Next.Steps[^1].State != StepState.Pending)
        {
            return decision;
        }

        var soon = now + HookTimes.BeatAgain;
        var at = wait.At;
        foreach (var bound in new[] { HookTimes.BeatAt(hook), HookTimes.CompleteBy(hook) }.OfType<DateTimeOffset>())
        {
            var later = bound > soon ? bound : soon;
            at = at < later ? at : later;
        }

        return at == wait.At
            ? decision
            : decision with { Next = decision.Next with { DueAt = at }, Move = new RunMove.WaitUntil(at) };
    }
}
