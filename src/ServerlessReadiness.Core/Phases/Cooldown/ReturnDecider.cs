using System.Diagnostics;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Phases.Cooldown;

/// <summary>
/// Decides on the technical branch of the return to normal. It removes capacity, so it fails closed: what cannot be
/// read is not in range, and what failed waits for a person. The operational branch is people's.
/// </summary>
/// <remarks>
/// | state | asked | next |
/// |---|---|---|
/// | WaitingForRange | cancelled | ScalingDown |
/// | WaitingForRange | out of range, no data, unreadable, an alarm fires | stays, the time in range begins anew |
/// | WaitingForRange | in range long enough | ScalingDown |
/// | ScalingDown | a level is not over | its components start, or wait; the next level waits for it |
/// | ScalingDown | everything is restored, kept or untouched | Verifying |
/// | Verifying | something was changed again | ScalingDown |
/// | Verifying | bounds as before, metrics in range, no alarm fires | Done |
/// | Done | something was changed again | ScalingDown |
/// </remarks>
public static class ReturnDecider
{
    /// <summary>Runs that one decision starts, so that its commit stays within the table's bounds.</summary>
    public const int StartsMax = 20;

    /// <summary>Production has this long to look normal after the last restore before a person is called.</summary>
    public static readonly TimeSpan VerifyWithin = TimeSpan.FromMinutes(30);

    /// <summary>The pages of something overdue.</summary>
    public static readonly TimeSpan PageEvery = TimeSpan.FromDays(1);

    /// <summary>The return's record at the begin of Cooldown.</summary>
    public static ReturnProgress Begin(CompiledPlan plan, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var levels = ReturnOrder.Levels(plan);
        return new ReturnProgress(
            plan.Event,
            ReturnState.WaitingForRange,
            now,
            null,
            EquatableList.From(plan.Components.Select(c => new RestoreRecord(
                c.Name,
                levels[c.Name],
                RestoreState.Untouched,
                null,
                null,
                null,
                "the event did not change it"))),
            EquatableList.From(plan.ReturnToNormal.Operational.Select(o => new OperationalItem(o, null, null))),
            ReturnVerdict.Begins,
            "the return to normal begins",
            null);
    }

    public static ReturnDecision Decide(ReturnSituation situation, Func<RunId> nextId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(situation);
        ArgumentNullException.ThrowIfNull(nextId);
        var work = new ReturnWork(situation, nextId, now);
        var progress = work.Follow(situation.Progress);
        progress = (progress.Technical, progress.Restores.Any(r => !r.IsOver)) switch
        {
            (ReturnState.WaitingForRange, _) => Wait(situation, progress, now),
            (ReturnState.ScalingDown, true) => work.ScaleDown(progress),
            (ReturnState.ScalingDown, false) => To(
                progress,
                ReturnState.Verifying,
                ReturnVerdict.Verifies,
                "everything is back or kept; production is compared with its baseline",
                now),
            (ReturnState.Verifying, false) => work.Verify(progress),
            (ReturnState.Verifying or ReturnState.Done, true) => To(
                progress,
                ReturnState.ScalingDown,
                ReturnVerdict.ScalesDown,
                "a component was changed again since it went back",
                now),
            (ReturnState.Done, false) => progress,
            _ => throw new UnreachableException($"No row for {progress.Technical}."),
        };
        progress = work.Overdue(progress);
        return work.End(progress);
    }

    internal static ReturnProgress To(
        ReturnProgress progress,
        ReturnState state,
        ReturnVerdict verdict,
        string reason,
        DateTimeOffset now) => progress with
        {
            Technical = state,
            Since = state == progress.Technical ? progress.Since : now,
            Verdict = verdict,
            Reason = reason,
        };

    private static ReturnProgress Wait(ReturnSituation situation, ReturnProgress progress, DateTimeOffset now)
    {
        var wanted = situation.Plan.ReturnToNormal.InRangeFor;
        var since = progress.InRangeSince ?? now;
        var metrics = situation.Metrics ?? new MetricsVerdict(false, "the metrics were not read");
        return (situation.Head, metrics.InRange, situation.Firing.Count == 0) switch
        {
            ({ Cancelling: { } why }, _, _) => To(
                progress,
                ReturnState.ScalingDown,
                ReturnVerdict.ScalesDown,
                $"cancelled ({why}), so it does not wait for the metrics",
                now),
            (_, false, _) => progress with
            {
                InRangeSince = null,
                Verdict = ReturnVerdict.OutOfRange,
                Reason = metrics.Reason,
            },
            (_, true, false) => progress with
            {
                InRangeSince = null,
                Verdict = ReturnVerdict.OutOfRange,
                Reason = $"alarms fire: {string.Join(", ", situation.Firing)}",
            },
            (_, true, true) when now - since >= wanted => To(
                progress with { InRangeSince = since },
                ReturnState.ScalingDown,
                ReturnVerdict.ScalesDown,
                $"the metrics are in range since {since:u}: {metrics.Reason}",
                now),
            (_, true, true) => progress with
            {
                InRangeSince = since,
                Verdict = ReturnVerdict.InRange,
                Reason = $"in range since {since:u}; the plan wants {wanted.TotalMinutes:0.#} min",
            },
        };
    }

    internal static Said Line(ReturnProgress next) =>
        new(JournalKind.Progress, $"return {next.Verdict}", next.Reason);

    internal static string Because(ReturnSituation situation) => situation.Head.Mode switch
    {
        AutomationMode.Act => "",
        _ => $"automation is set to {situation.Head.Mode}: {situation.Head.ModeReason}",
    };

    internal static IssueWish NotNormal(ComponentName? component, string summary, bool pages) => new IssueWish.Open(
        component,
        IssueKind.NotNormal,
        summary,
        component is { } name
            ? $"restore it with: readiness restore capacity --component {name} --force --reason TEXT; "
                + $"or keep it with: readiness keep {name} --reason TEXT"
            : "look what is different from before the event",
        Pages: pages);
}
