using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Shedding;


/// <summary>A person's wish to take a ladder one level up or down, whatever its soak says.</summary>
/// <param name="Ladder">The ladder.</param>
/// <param name="From">Its state, which the wish is good for.</param>
/// <param name="Runbook">What is run.</param>
/// <param name="To">The level that is in force then.</param>
public sealed record LadderOrder(ShedLadder Ladder, LadderState From, Runbook Runbook, int To)
{
    /// <summary>The order, or why there is none.</summary>
    public static (LadderOrder? Order, string? Problem) Of(
        CompiledPlan plan,
        ComponentName component,
        RunbookName runbook,
        LadderState state)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(state);
        if (plan.FindLadder(component) is not { } ladder)
        {
            var known = string.Join(", ", plan.Ladders.Select(l => l.Component));
            return (null, $"component {component} has no shed ladder"
                + (known.Length == 0 ? "; add one to the plan below shedding" : $"; the plan has one for {known}"));
        }

        var climbs = runbook == LadderRunbooks.ShedName;
        return state switch
        {
            { From: not null } => (
                null,
                $"run {state.Run} takes the ladder of component {component} to level {state.Level}; wait for its end"),
            _ when climbs && state.Level >= ladder.Levels.Count => (
                null,
                $"component {component} sheds on level {state.Level}, the highest; there is nothing more to shed"),
            _ when climbs => (
                new LadderOrder(ladder, state, LadderRunbooks.Climb(ladder, state.Level + 1), state.Level + 1),
                null),
            { Level: 0, FloorBefore: { } floor } => (
                new LadderOrder(ladder, state, LadderRunbooks.Release(floor), 0),
                null),
            { Level: 0 } => (null, $"component {component} sheds nothing"),
            _ when state.Level > ladder.Levels.Count => (
                null,
                $"the plan has no level {state.Level} any more; take back what is shed with readiness restore traffic"),
            _ => (
                new LadderOrder(ladder, state, LadderRunbooks.Down(ladder, state.Level, state.Level - 1), state.Level - 1),
                null),
        };
    }

    /// <summary>The ladder with the run begun.</summary>
    public LadderState Begin(RunId run, string reason, DateTimeOffset now) => To > From.Level
        ? LadderDecider.Begin(Ladder, From, run, now)
        : LadderDecider.BeginDown(From, To, run, reason, now);
}
