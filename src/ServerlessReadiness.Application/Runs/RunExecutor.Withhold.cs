using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Application.Runs;

/// <summary>What keeps a change from being started: the mode, and the plan's freezes.</summary>
public sealed partial class RunExecutor
{
    /// <summary>A frozen run is looked at again after this long, since a new plan version may end the freeze.</summary>
    private static readonly TimeSpan FrozenWait = TimeSpan.FromMinutes(5);

    /// <summary>Takes an announced effect back because the mode does not let it start; Clock looks again.</summary>
    public async Task<RunInHand> WithholdAsync(RunInHand hand, AutomationMode mode, CancellationToken cancellationToken)
    {
        var reason = $"automation is set to {mode}, so the next change is not started";
        var held = RunWrites.Withhold(hand, reason, time.GetUtcNow());
        return await SaveAsync(held, cancellationToken) ?? held;
    }

    /// <summary>
    /// A message to people is no effect on the workload, and an instance that waits in a hook must get out of it: both
    /// go on in every mode.
    /// </summary>
    public static bool MayStart(RunInHand hand, AutomationMode mode) =>
        mode == AutomationMode.Act || !NeedsLease(hand.Run) || HookRuns.IsOne(hand.Run);

    /// <summary>
    /// The freeze that forbids the run's next change, by the event's present plan: a freeze that was moved or added
    /// holds also for runs that were started under an older version.
    /// </summary>
    private async Task<Freeze?> FreezeAsync(RunInHand hand, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var run = hand.Run;
        var actionClass = RunDecider.ClassUnderWay(run);
        if (actionClass == ActionClass.None || hand.Resource is null)
        {
            return null;
        }

        var open = await events.ListAsync(cancellationToken);
        var plan = open.FirstOrDefault(o => o.Id == run.Event)?.Plan
            ?? await events.PlanAsync(run.Event, run.PlanVersion, cancellationToken);
        return Freezes.Forbidding(plan.Freezes, hand.Component.Name, actionClass, now);
    }

    /// <summary>
    /// Sets a frozen run aside before its change is announced. The first time a person is called; the lease is given
    /// back, because the freeze may allow others to add capacity.
    /// </summary>
    private async Task<Turn> HoldBackAsync(
        RunInHand hand,
        Freeze freeze,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var reason = $"freeze \"{freeze.Name}\" of the plan forbids {RunDecider.ClassUnderWay(hand.Run)} on component "
            + $"{hand.Component.Name} until {freeze.Until:u}, so the next change is not started";
        var isNews = hand.Run.Reason != reason;
        var due = freeze.Until < now + FrozenWait ? freeze.Until : now + FrozenWait;
        var run = RunDecider.HoldBack(hand.Run, reason, now) with { Takeovers = 0 };
        var held = RunWrites.Release(RunWrites.SetAside(hand, run, due));
        if (!isNews)
        {
            return new Turn(await SaveAsync(held, cancellationToken) ?? held, null, IsOver: true);
        }

        var page = pages.About(
            run.Event,
            run.PlanVersion,
            hand.Component,
            run.Trigger,
            $"runbook {run.Runbook} frozen",
            reason,
            now);
        var noted = held.With(RunWrites.Line(hand, JournalKind.Progress, "withheld", reason, now));
        if (await store.CommitAsync([.. writes.Of(noted), .. writes.Of(page)], cancellationToken) is SaveOutcome.Saved)
        {
            await ContinueAsync(page.Committed(), announced: null, now, cancellationToken);
        }

        return new Turn(noted.Committed(), null, IsOver: true);
    }

    private static bool NeedsLease(Run run) => HookRuns.IsOne(run) || run.Steps.Any(Touches);

    private static bool Touches(StepRecord step) => ActionCatalog.For(step.Step.Do).Class != ActionClass.None;
}
