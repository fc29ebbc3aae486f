using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Phases.Prewarm;

/// <summary>Keeps the group's own scheduled actions what the plan wants them to be.</summary>
/// <remarks>
/// | asked, in this order | decision |
/// |---|---|
/// | what is armed is what is wanted | Agrees |
/// | its run is at work | Waits |
/// | a person is moving the event | BeingMoved |
/// | its run failed | Failed: an issue; again after a while |
/// | mode not act | Withheld |
/// | otherwise | Starts |
/// </remarks>
public static class ArmDecider
{
    public static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(10);

    public static ArmDecision Decide(ArmSituation situation, Func<RunId> nextId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(situation);
        ArgumentNullException.ThrowIfNull(nextId);
        var (facts, head) = (situation.Facts, situation.Head);
        var record = situation.Progress.ArmOf(facts.Component.Name);
        var wanted = Arming.Wanted(situation.Plan, head, facts.Component, now);
        var label = facts.Component.Resource.Label;
        var words = wanted.Count == 0
            ? $"nothing is armed on {label}"
            : $"{label} is armed: {string.Join("; ", wanted)}";
        return (Arming.Agrees(wanted, facts.Resource, now), situation.Run, head.Mode) switch
        {
            (true, _, _) => Agree(record, words),
            (_, { IsOver: false } run, _) => Say(record, ArmVerdict.Waits, $"run {run.Id} arms {label}: {run.Reason}"),
            _ when now < situation.Progress.MovingUntil =>
                Say(record, ArmVerdict.BeingMoved, $"a person moves the event and what is armed on {label}"),
            (_, { IsOver: true } run, _) when record.Verdict is ArmVerdict.Starts or ArmVerdict.Waits =>
                Fail(record, run, label, now),
            _ when now < record.RetryAt => new ArmDecision(record, null, [], null),
            (_, _, not AutomationMode.Act) => Say(
                record,
                ArmVerdict.Withheld,
                $"{label} is not armed anew, because automation is set to {head.Mode}: {head.ModeReason}"),
            (false, _, AutomationMode.Act) => Start(situation, record, nextId, now),
        };
    }

    private static ArmDecision Agree(ArmRecord record, string words)
    {
        var decision = Say(record, ArmVerdict.Agrees, words);
        return decision.Says is null
            ? decision
            : decision with { Issues = [new IssueWish.Close(record.Component, IssueKind.NotArmed, words)] };
    }

    private static ArmDecision Start(
        ArmSituation situation,
        ArmRecord record,
        Func<RunId> nextId,
        DateTimeOffset now)
    {
        var component = situation.Facts.Component;
        var wanted = Arming.Wanted(situation.Plan, situation.Head, component, now);
        var reason = wanted.Count == 0
            ? $"{component.Resource.Label} is disarmed"
            : $"{component.Resource.Label} is armed: {string.Join("; ", wanted)}";
        var run = new RunWish(
            nextId(),
            component.Name,
            BuiltInRunbooks.Arm(wanted),
            new RunTrigger.ByPlan("arming"),
            reason);
        var next = new ArmRecord(component.Name, run.Id, null, ArmVerdict.Starts, reason);
        return new ArmDecision(next, run, [], Line(next));
    }

    private static ArmDecision Fail(ArmRecord record, Run run, string label, DateTimeOffset now)
    {
        // Done and yet not as wanted: the plan changed meanwhile, or what was armed is removed by others.
        var reason = $"{label} is not armed as wanted: {run.Reason}";
        var next = record with { RetryAt = now + RetryAfter, Verdict = ArmVerdict.Failed, Reason = reason };
        return new ArmDecision(
            next,
            null,
            [
                new IssueWish.Open(
                    record.Component,
                    IssueKind.NotArmed,
                    reason,
                    "Clock pre-warms all the same; look at the group's scheduled actions",
                    now + RetryAfter),
            ],
            Line(next));
    }

    private static ArmDecision Say(ArmRecord record, ArmVerdict verdict, string reason)
    {
        if (record.Verdict == verdict)
        {
            return new ArmDecision(record, null, [], null);
        }

        var next = record with { Verdict = verdict, Reason = reason };
        return new ArmDecision(next, null, [], verdict == ArmVerdict.Waits ? null : Line(next));
    }

    private static Said Line(ArmRecord next) =>
        new(JournalKind.Decision, $"arm {next.Verdict}", next.Reason, next.Component);
}
