using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Shedding;

/// <summary>
/// Decides on a shed ladder. Pressure climbs it, one level an answer; it comes down by itself, one level at a time, once
/// what users ask for has fitted what is ready for long enough.
/// </summary>
/// <remarks>
/// | the ladder | asked | next |
/// |---|---|---|
/// | a run is under way | it is not over | stays |
/// | a run is over | climb done, or failed with something changed | the higher level is in force |
/// | a run is over | climb undone, or failed with nothing changed | the lower level, as before |
/// | a run is over | way down done | the lower level is in force |
/// | a run is over | way down not done | the higher level is still in force |
/// | level 1 or more | does not fit, or nobody can tell | stays; the time that it fits begins anew |
/// | level 1 or more | fits, not long enough | stays |
/// | level 1 or more | fits long enough; mode, hold, freeze or a run forbid | stays |
/// | level 1 or more | fits long enough | comes down one level |
/// | level 1 or more | its time is over, and it stays | a person is told, its time begins anew |
/// | level 0, capacity held | fits long enough | lets the capacity go |
/// | level 0, none held | – | nothing |
/// </remarks>
public static class LadderDecider
{
    /// <summary>Whether pressure may climb now.</summary>
    public static LadderClimb Climb(ShedLadder ladder, LadderState state, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        ArgumentNullException.ThrowIfNull(state);
        var soaked = state.ChangedAt + ladder.SoakUp;
        return state switch
        {
            { From: not null } => new LadderClimb.Busy(
                $"run {state.Run} takes the ladder of component {ladder.Component} to level {state.Level}"),
            _ when state.Level >= ladder.Levels.Count => new LadderClimb.Top(
                $"component {ladder.Component} sheds on level {state.Level}, the highest, and the pressure stays"),
            { Level: > 0 } when now < soaked => new LadderClimb.Soaks(
                soaked,
                $"level {Name(ladder, state.Level)} of component {ladder.Component} is in force since "
                + $"{state.ChangedAt:u}; the next is climbed after {soaked:u} at the earliest"),
            _ => new LadderClimb.Next(state.Level + 1),
        };
    }

    /// <summary>The ladder with a climb's run begun.</summary>
    public static LadderState Begin(ShedLadder ladder, LadderState state, RunId run, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state with
        {
            Level = state.Level + 1,
            From = state.Level,
            Run = run,
            ChangedAt = now,
            ClimbedAt = now,
            FitsSince = null,
            ExpiresAt = null,
            Verdict = LadderVerdict.Climbs,
            Reason = $"climbs to level {Name(ladder, state.Level + 1)}",
        };
    }

    /// <summary>The ladder with a run begun that takes it down, because a person says so.</summary>
    public static LadderState BeginDown(LadderState state, int to, RunId run, string reason, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state with
        {
            Level = to,
            From = state.Level,
            Run = run,
            ChangedAt = now,
            FitsSince = null,
            ExpiresAt = null,
            Verdict = LadderVerdict.ComesDown,
            Reason = reason,
        };
    }

    /// <summary>The ladder after the return to normal took back all that it shed.</summary>
    public static LadderState Returned(LadderState state, string reason, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        return LadderState.Ground with
        {
            ChangedAt = now,
            Run = state.Run,
            Verdict = LadderVerdict.Returned,
            Reason = reason,
        };
    }

    /// <summary>The minute's decision.</summary>
    public static LadderDecision Decide(LadderSituation situation, Func<RunId> nextId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(situation);
        ArgumentNullException.ThrowIfNull(nextId);
        var state = situation.State;
        return state switch
        {
            { From: not null } => Follow(situation, now),
            { IsIdle: true } => new LadderDecision(state, null, null),
            _ when state.Level > situation.Ladder.Levels.Count => Say(
                situation,
                state,
                LadderVerdict.NeedsPerson,
                $"level {state.Level} of component {situation.Ladder.Component} is in force, and the plan has only "
                + $"{situation.Ladder.Levels.Count}; take back what is shed with readiness restore traffic",
                pages: true),
            _ => Judge(situation, nextId, now),
        };
    }

    /// <summary>A level as people know it.</summary>
    public static string Name(ShedLadder ladder, int level)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        return level > 0 && level <= ladder.Levels.Count ? $"{level} ({ladder.Levels[level - 1].Name})" : $"{level}";
    }

    private static LadderDecision Judge(LadderSituation situation, Func<RunId> nextId, DateTimeOffset now)
    {
        var (state, ladder) = (situation.State, situation.Ladder);
        var demand = situation.Demand ?? new Demand(null, null, "demand was not read");
        var fits = demand.Fits(ladder.FitsPercent);
        var since = fits ? state.FitsSince ?? now : (DateTimeOffset?)null;
        var judged = state with { FitsSince = since };
        var expired = state.ExpiresAt is { } at && at <= now;
        var bound = $"below {ladder.FitsPercent} %";
        return (fits, now - since >= ladder.SoakDown, Withheld(situation, now), expired) switch
        {
            (true, true, null, _) => ComeDown(situation, judged, $"{demand.Words}, {bound} since {since:u}", nextId, now),
            (_, _, _, true) => Renew(situation, judged, demand, now),
            (true, true, { } why, _) => Say(situation, judged, LadderVerdict.Withheld, why),
            (true, false, _, _) => Say(
                situation,
                judged,
                LadderVerdict.Soaks,
                $"{demand.Words}, {bound}: it fits, and has to for {Minutes(ladder.SoakDown)}"),
            (false, _, _, _) => Say(
                situation,
                judged,
                LadderVerdict.Stays,
                $"{demand.Words}, which does not fit {bound}"),
        };
    }

    /// <summary>The level's time is over: that restores nothing, it is decided anew, and people hear of it.</summary>
    private static LadderDecision Renew(LadderSituation situation, LadderState judged, Demand demand, DateTimeOffset now)
    {
        var next = judged with
        {
            ExpiresAt = now + situation.Ladder.ExpiresAfter,
            Verdict = LadderVerdict.DecidedAnew,
            Reason = $"level {Name(situation.Ladder, judged.Level)} of component {situation.Ladder.Component} was in "
                + $"force until {judged.ExpiresAt:u} and was decided anew: it stays, because "
                + (Withheld(situation, now) ?? (judged.FitsSince is { } since
                    ? $"it fits only since {since:u}: {demand.Words}"
                    : demand.Words)),
        };
        return new LadderDecision(next, null, Line(situation, next, pages: true));
    }

    private static LadderDecision ComeDown(
        LadderSituation situation,
        LadderState state,
        string why,
        Func<RunId> nextId,
        DateTimeOffset now)
    {
        var (ladder, level) = (situation.Ladder, state.Level);
        var runbook = level == 0
            ? LadderRunbooks.Release(state.FloorBefore!.Value)
            : LadderRunbooks.Down(ladder, level, level - 1);
        var run = new RunWish(
            nextId(),
            ladder.Component,
            runbook,
            new RunTrigger.ByPlan(level == 0 ? "shed ladder, nothing shed any more" : $"shed ladder, level {level}"),
            level == 0
                ? $"the capacity that was held while shedding is let go: {why}"
                : $"comes down from level {Name(ladder, level)}: {why}");
        var next = state with
        {
            Level = Math.Max(0, level - 1),
            From = level,
            Run = run.Id,
            ChangedAt = now,
            FitsSince = null,
            ExpiresAt = null,
            Verdict = level == 0 ? LadderVerdict.Releases : LadderVerdict.ComesDown,
            Reason = run.Reason,
        };
        return new LadderDecision(next, run, Line(situation, next));
    }

    /// <summary>Takes up what became of the run.</summary>
    private static LadderDecision Follow(LadderSituation situation, DateTimeOffset now)
    {
        var (state, ladder, run) = (situation.State, situation.Ladder, situation.Run);
        if (run is { IsOver: false })
        {
            return new LadderDecision(state, null, null);
        }

        var from = state.From!.Value;
        var became = run is null ? $"run {state.Run} is not found" : $"run {run.Id} {run.State}: {run.Reason}";
        var (level, verdict, reason) = (state.Level > from, run?.State) switch
        {
            (true, RunState.Done) => (state.Level, LadderVerdict.Climbed, "is in force"),
            (true, not RunState.Undone) when run is null || HasShed(run) => (
                state.Level,
                LadderVerdict.Climbed,
                $"counts as in force, because what it shed has to be taken back: {became}"),
            (true, _) => (from, LadderVerdict.ClimbFailed, $"is in force as before: {became}"),
            (false, RunState.Done) => (state.Level, LadderVerdict.CameDown, "is in force"),
            (false, _) => (from, LadderVerdict.StillShed, $"is still in force: {became}"),
        };
        var next = state with
        {
            Level = level,
            From = null,
            ChangedAt = now,
            ExpiresAt = level == 0 ? null : now + ladder.ExpiresAfter,
            FloorBefore = FloorAfter(state, run, from),
            Verdict = verdict,
            Reason = $"level {Name(ladder, level)} of component {ladder.Component} {reason}",
        };
        return new LadderDecision(next, null, Line(situation, next));
    }

    /// <summary>
    /// The floor to go back to, from what the climb's first step found. After a release none is held any more, also if
    /// it failed: what is left of it goes back with the return to normal.
    /// </summary>
    private static int? FloorAfter(LadderState state, Run? run, int from) => (state.Level > from, from) switch
    {
        (true, _) => state.FloorBefore ?? (run is null or { State: RunState.Undone } ? null : Kept(run)),
        (false, 0) => null,
        _ => state.FloorBefore,
    };

    private static int? Kept(Run run) => run.Steps
        .Where(s => s.Step.Do is StepAction.CapacityKeep)
        .SelectMany(s => s.Effects)
        .Where(e => e is { State: EffectState.Done, Undoing: false })
        .Select(e => e.Change switch
        {
            Change.SetGroupBounds c => c.From.Minimum,
            Change.SetTargetBounds c => c.From.Minimum,
            _ => (int?)null,
        })
        .FirstOrDefault(minimum => minimum is not null);

    private static bool HasShed(Run run) => run.Steps
        .Where(s => s.Step.Do is not StepAction.CapacityKeep && StepInverse.Of(s.Step.Do) is not null)
        .Any(s => s.Effects.Any(e => e.State != EffectState.Failed && !e.Undoing));

    private static string? Withheld(LadderSituation situation, DateTimeOffset now) => situation switch
    {
        { Head.Mode: not AutomationMode.Act } =>
            $"automation is set to {situation.Head.Mode}: {situation.Head.ModeReason}",
        { Facts.Hold: { } hold } => $"component {situation.Ladder.Component} is on hold: {hold.Reason}",
        { Freeze: { } freeze } => $"freeze \"{freeze.Name}\" lets no traffic be moved until {freeze.Until:u}",
        _ when situation.Facts.IsLeasedAt(now) => $"a run is at work on component {situation.Ladder.Component}",
        _ => null,
    };

    private static LadderDecision Say(
        LadderSituation situation,
        LadderState state,
        LadderVerdict verdict,
        string reason,
        bool pages = false)
    {
        // The numbers change each minute; a line a minute would bury the others.
        if (situation.State.Verdict == verdict)
        {
            return new LadderDecision(state, null, null);
        }

        var next = state with { Verdict = verdict, Reason = reason };
        return new(next, null, Line(situation, next, pages));
    }

    private static Said Line(LadderSituation situation, LadderState next, bool pages = false) =>
        new(JournalKind.Decision, $"ladder {next.Verdict}", next.Reason, situation.Ladder.Component, pages);

    private static string Minutes(TimeSpan span) => $"{span.TotalMinutes:0.#} min";
}
