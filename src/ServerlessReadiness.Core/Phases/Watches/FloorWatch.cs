using System.Diagnostics;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Phases.Prewarm;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Phases.Watches;

/// <summary>
/// Holds a component's floor against drift, from its first pre-warm stage to the end of Live. We own bounds: a higher
/// minimum is adopted, an undercut is asserted against once, a second one is a fight that a person must end.
/// </summary>
/// <remarks>
/// | asked, in this order | decision |
/// |---|---|
/// | on hold | Held |
/// | bounds not readable, or a run at work | none: what was decided before stays |
/// | a floor that we armed is the minimum now | ArmedFloorFired: it counts as set by us |
/// | minimum under the floor, mode not act | Withheld |
/// | minimum under the floor, asserted within the window | Fight: hold, issue, page |
/// | minimum under the floor | Reasserts: run, page |
/// | minimum or maximum under what we set | OutsideChange: hold, issue, page |
/// | minimum above what we set | Adopted |
/// | otherwise | Holds |
/// </remarks>
public static class FloorWatch
{
    /// <summary>A second undercut within this time is a fight between writers.</summary>
    public static readonly TimeSpan FightWindow = TimeSpan.FromMinutes(15);

    /// <summary>A re-assertion that never reached AWS is tried again after this.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(3);

    /// <summary>
    /// The floor held for a component: the highest that its stages have begun, but no more than what was set, since the
    /// ceiling or a quota may have capped it.
    /// </summary>
    public static int FloorOf(StageProgress progress, ComponentFacts facts)
    {
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentNullException.ThrowIfNull(facts);
        var name = facts.Component.Name;
        return facts.Resource?.InForce is { } inForce
            ? Math.Min(progress.HeldFloor(name), inForce.Minimum)
            : progress.Stages.SelectMany(s => s.Goals).Where(g => g.Component == name && g.IsInService)
                .Select(g => g.Floor).DefaultIfEmpty(0).Max();
    }

    public static FloorDecision Decide(FloorSituation situation, Func<RunId> nextId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(situation);
        ArgumentNullException.ThrowIfNull(nextId);
        var (facts, record) = (situation.Facts, situation.Record);
        var label = facts.Component.Resource.Label;
        return (facts.Hold, facts.Bounds, IsAtWork(situation, now)) switch
        {
            ({ } hold, _, _) => Stay(record, FloorVerdict.Held, $"the floor of {label} is not held: {hold.Reason}"),

            // Both come and go; what was decided before is remembered over them.
            (_, null, _) => new FloorDecision(record, null, null, null, [], null),
            (_, _, true) => new FloorDecision(record, null, null, null, [], null),
            (_, { } seen, _) when facts.Resource?.Caught(facts.Seen!) is { } caught && caught != facts.Resource => Stay(
                record,
                FloorVerdict.ArmedFloorFired,
                caught.InForce != facts.Resource.InForce
                    ? $"the armed floor of {label} set itself; the bounds are {seen}"
                    : $"a floor that was armed on {label} is over and did not set the minimum of {seen.Minimum}")
                with { Resource = caught },
            (_, { } seen, _) when seen.Minimum < situation.Floor => Undercut(situation, seen, nextId, now),
            (_, { } seen, _) => Compare(situation, seen, now),
        };
    }

    private static bool IsAtWork(FloorSituation situation, DateTimeOffset now) =>
        situation.IsRaising || situation.Reassertion is { IsOver: false } || situation.Facts.IsLeasedAt(now);

    private static FloorDecision Undercut(
        FloorSituation situation,
        Bounds seen,
        Func<RunId> nextId,
        DateTimeOffset now)
    {
        var (facts, record, floor) = (situation.Facts, situation.Record, situation.Floor);
        var found = $"the minimum of {facts.Component.Resource.Label} is {seen.Minimum}, under the floor of {floor}";
        var since = record.UndercutAt is { } at ? now - at : TimeSpan.MaxValue;
        return (situation.Head.Mode, since < FightWindow, Wrote(situation.Reassertion), since < RetryAfter) switch
        {
            (AutomationMode.Observe or AutomationMode.Paused, _, _, _) => Stay(
                record,
                FloorVerdict.Withheld,
                $"{found}; automation is set to {situation.Head.Mode}, so it is not asserted again"),
            (AutomationMode.Act, true, true, _) => Fight(situation, found, now),
            (AutomationMode.Act, true, false, true) => Stay(
                record,
                FloorVerdict.Withheld,
                $"{found}, and could not be asserted: {situation.Reassertion?.Reason ?? "its run is not found"}"),
            (AutomationMode.Act, _, _, _) => Reassert(situation, found, nextId, now),
            _ => throw new UnreachableException($"No row for {situation.Head.Mode}."),
        };
    }

    /// <summary>A run that changed nothing in the account is no party to a fight.</summary>
    private static bool Wrote(Run? run) =>
        run?.Steps.Any(s => s.Effects.Any(e => e.State == EffectState.Done)) == true;

    private static FloorDecision Reassert(
        FloorSituation situation,
        string found,
        Func<RunId> nextId,
        DateTimeOffset now)
    {
        var component = situation.Facts.Component;
        var reason = $"{found}: someone undercut it, so it is asserted once more";
        var run = new RunWish(
            nextId(),
            component.Name,
            BuiltInRunbooks.Prewarm(component, situation.Floor),
            new RunTrigger.ByPlan("floor held"),
            reason);
        var next = situation.Record with
        {
            UndercutAt = now,
            Run = run.Id,
            Verdict = FloorVerdict.Reasserts,
            Reason = reason,
        };
        return new FloorDecision(next, run, null, null, [], Line(next, pages: true));
    }

    private static FloorDecision Fight(FloorSituation situation, string found, DateTimeOffset now)
    {
        var component = situation.Facts.Component.Name;
        var reason = $"{found}, a second time within {FightWindow.TotalMinutes:0} min: a fight between writers";
        var next = situation.Record with { UndercutAt = now, Verdict = FloorVerdict.Fight, Reason = reason };
        return new FloorDecision(
            next,
            null,
            new Hold(reason, now, null),
            null,
            [
                new IssueWish.Open(
                    component,
                    IssueKind.FloorFight,
                    reason,
                    "find who else sets the minimum, then: readiness resume " + component),
            ],
            Line(next, pages: false));
    }

    private static FloorDecision Compare(FloorSituation situation, Bounds seen, DateTimeOffset now)
    {
        var (record, inForce) = (situation.Record, situation.Facts.Resource?.InForce);
        var label = situation.Facts.Component.Resource.Label;
        return inForce switch
        {
            null => Rest(record, FloorVerdict.Holds, $"the bounds of {label} are {seen}"),
            _ when seen == record.Accepted =>
                Rest(record, FloorVerdict.Holds, $"the bounds of {label} are {seen}, as someone set them"),
            _ when seen.Minimum < inForce.Minimum || seen.Maximum < inForce.Maximum =>
                Outside(situation, seen, inForce, now),
            _ when seen.Minimum > inForce.Minimum => Rest(
                record,
                FloorVerdict.Adopted,
                $"the minimum of {label} is {seen.Minimum}, above the {inForce.Minimum} that was set; it is adopted"),
            _ => Rest(record, FloorVerdict.Holds, $"the bounds of {label} are {seen}"),
        };
    }

    private static FloorDecision Outside(
        FloorSituation situation,
        Bounds seen,
        Bounds inForce,
        DateTimeOffset now)
    {
        var component = situation.Facts.Component;
        var reason = $"the bounds of {component.Resource.Label} were changed from outside, from {inForce} to {seen}; "
            + "automation on the component stops";
        var next = situation.Record with
        {
            Accepted = seen,
            Verdict = FloorVerdict.OutsideChange,
            Reason = reason,
        };
        return new FloorDecision(
            next,
            null,
            new Hold(reason, now, null),
            null,
            [
                new IssueWish.Open(
                    component.Name,
                    IssueKind.OutsideChange,
                    reason,
                    "find who changed it; accept it with: readiness resume " + component.Name),
            ],
            Line(next, pages: false));
    }

    /// <summary>All is well: what was wrong before is over.</summary>
    private static FloorDecision Rest(FloorRecord record, FloorVerdict verdict, string reason)
    {
        var decision = Stay(record, verdict, reason);
        IssueKind[] kinds = [IssueKind.FloorFight, IssueKind.OutsideChange];
        return decision.Says is null ? decision : decision with
        {
            Issues = EquatableList.From(kinds.Select(k =>
                (IssueWish)new IssueWish.Close(record.Component, k, reason))),
        };
    }

    private static FloorDecision Stay(FloorRecord record, FloorVerdict verdict, string reason)
    {
        if (record.Verdict == verdict)
        {
            return new FloorDecision(record, null, null, null, [], null);
        }

        var next = record with { Verdict = verdict, Reason = reason };
        return new FloorDecision(next, null, null, null, [], Line(next, pages: false));
    }

    private static Said Line(FloorRecord next, bool pages) => new(
        JournalKind.Decision,
        $"floor {next.Verdict}",
        next.Reason,
        next.Component,
        pages);
}
