using System.Diagnostics;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Phases.Prewarm;

/// <summary>
/// Decides on the stages of the pre-warm, in order: data first, then its consumers, then the front.
/// </summary>
/// <remarks>
/// | stage | asked | decision |
/// |---|---|---|
/// | Pending | not due | NotDue |
/// | Pending | due, the one before neither in service nor past its proceed-anyway instant | WaitsForStage |
/// | Pending, due | nothing may start (mode, hold) | Withheld |
/// | Pending due, Raising, GivenUp | all in service | InService |
/// | Pending due, Raising | its proceed-anyway instant is there | ProceedsAnyway: an issue, and a page |
/// | Pending due, Raising, GivenUp | otherwise | Raises: starts what is not begun, waits for the rest |
/// | InService | – | stays |
/// </remarks>
public static class PrewarmDecider
{
    /// <summary>Runs that one decision starts, so that its commit stays within the table's bounds.</summary>
    public const int StartsMax = 20;

    /// <param name="situation">What the decision looks at.</param>
    /// <param name="nextId">Gives ids to new runs.</param>
    /// <param name="now">The present instant.</param>
    public static PrewarmDecision Decide(PrewarmSituation situation, Func<RunId> nextId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(situation);
        var work = new Work(situation, nextId, now);
        var stages = new List<StageRecord>();
        var previousIsOver = true;
        foreach (var (stage, record) in situation.Plan.Stages.Zip(situation.Progress.Stages))
        {
            var next = work.Decide(stage, record, previousIsOver);
            stages.Add(next);
            previousIsOver = next.State is StageState.InService or StageState.GivenUp || now >= stage.ProceedAnywayAt;
        }

        return new PrewarmDecision(
            situation.Progress with { Stages = EquatableList.From(stages) },
            EquatableList.From(work.Runs),
            EquatableList.From(work.Issues),
            EquatableList.From(work.Says));
    }

    private sealed class Work(PrewarmSituation situation, Func<RunId> nextId, DateTimeOffset now)
    {
        public List<RunWish> Runs { get; } = [];

        public List<IssueWish> Issues { get; } = [];

        public List<Said> Says { get; } = [];

        public StageRecord Decide(PrewarmStage stage, StageRecord record, bool previousIsOver) =>
            (record.State, now >= stage.At, previousIsOver) switch
            {
                (StageState.InService, _, _) => record,
                (StageState.Pending, false, _) => record with { Verdict = StageVerdict.NotDue },
                (StageState.Pending, true, false) => Say(stage, record, record with
                {
                    Verdict = StageVerdict.WaitsForStage,
                    Reason = $"stage {stage.Number} is due and waits until the stage before it is in service",
                }),
                (StageState.Pending, true, true) => Raise(stage, record),
                (StageState.Raising or StageState.GivenUp, _, _) => Raise(stage, record),
                _ => throw new UnreachableException($"No row for {record.State}."),
            };

        private StageRecord Raise(PrewarmStage stage, StageRecord record)
        {
            var goals = record.Goals.Select(goal => Goal(stage, goal)).ToList();
            goals.AddRange(StandIns(stage, record.Goals, goals).ToList());
            var next = record with { Goals = EquatableList.From(goals) };
            var missing = goals.Where(g => g.InsteadOf is null && !IsMet(g, goals)).ToList();
            var isBegun = goals.Any(g => g.IsBegun);
            var observes = situation.Head.Mode == AutomationMode.Observe && !isBegun;
            return Say(stage, record, (missing.Count, isBegun, now >= stage.ProceedAnywayAt) switch
            {
                (0, _, _) => next with
                {
                    State = StageState.InService,
                    EndedAt = now,
                    Verdict = StageVerdict.InService,
                    Reason = $"stage {stage.Number} is in service",
                },
                (_, _, true) when record.State != StageState.GivenUp && !observes => GiveUp(stage, next, missing),
                (_, _, _) when record.State == StageState.GivenUp => next,
                (_, false, _) => next with
                {
                    Verdict = StageVerdict.Withheld,
                    Reason = $"stage {stage.Number} is due and does not begin: {missing[0].Reason}",
                },
                (_, true, _) => next with
                {
                    State = StageState.Raising,
                    BegunAt = record.BegunAt ?? now,
                    Verdict = StageVerdict.Raises,
                    Reason = $"stage {stage.Number} begins: {Names(goals)}",
                },
            });
        }

        private StageRecord GiveUp(PrewarmStage stage, StageRecord next, List<GoalRecord> missing)
        {
            var reason = $"stage {stage.Number} is not in service at {stage.ProceedAnywayAt:u}, so the pre-warm goes "
                + $"on without it: {string.Join("; ", missing.Select(g => g.Reason))}";
            for (var i = 0; i < missing.Count; i++)
            {
                // One call for the whole stage; the issues tell of each component.
                Issues.Add(new IssueWish.Open(
                    missing[i].Component,
                    IssueKind.StageNotReady,
                    $"stage {stage.Number}: {missing[i].Reason}",
                    "later stages go on; this one is watched until it serves",
                    Pages: i == 0));
            }

            return next with
            {
                State = StageState.GivenUp,
                BegunAt = next.BegunAt ?? now,
                EndedAt = now,
                Verdict = StageVerdict.ProceedsAnyway,
                Reason = reason,
            };
        }

        private GoalRecord Goal(PrewarmStage stage, GoalRecord goal)
        {
            if (!situation.Components.TryGetValue(goal.Component, out var facts))
            {
                return goal;
            }

            var run = goal.Run is { } id ? situation.Runs.GetValueOrDefault(id) : null;
            var decision = GoalDecider.Decide(goal, facts, run, situation.Head, now);
            if (decision.Starts && Runs.Count >= StartsMax)
            {
                // The rest begins in the next minute, or this commit would be too large for the table.
                return goal;
            }

            var next = decision.Next;
            if (decision.Starts)
            {
                next = next with { Run = nextId() };
                Runs.Add(new RunWish(
                    next.Run.Value,
                    goal.Component,
                    BuiltInRunbooks.Prewarm(facts.Component, goal.Floor),
                    new RunTrigger.ByPlan($"pre-warm stage {stage.Number}"),
                    next.Reason));
            }

            if (decision.Starts || next.Verdict != goal.Verdict)
            {
                Says.Add(new Said(JournalKind.Decision, $"goal {next.Verdict}", next.Reason, goal.Component));
                Issues.AddRange(decision.Issue is { } issue ? [issue] : []);
                Issues.AddRange(next.IsInService ? Closes(next) : []);
                return next;
            }

            // The words of a verdict that stays stay too, so that a minute without news writes nothing.
            return next with { Reason = goal.Reason };
        }

        /// <summary>The alternatives of goals that AWS gives nothing for, each once.</summary>
        private IEnumerable<GoalRecord> StandIns(
            PrewarmStage stage,
            EquatableList<GoalRecord> before,
            List<GoalRecord> after)
        {
            foreach (var (old, goal) in before.Zip(after))
            {
                if (old.AlternativeAsked || !goal.AlternativeAsked
                    || situation.Components.GetValueOrDefault(goal.Component) is not { } facts
                    || facts.Component.Alternative is not { } name
                    || situation.Components.GetValueOrDefault(name) is not { } other)
                {
                    continue;
                }

                var missing = Math.Max(0, goal.Floor - (facts.Serving ?? 0));
                var present = Math.Max(
                    situation.Progress.HeldFloor(name),
                    Math.Max(other.Serving ?? 0, other.Bounds?.Minimum ?? 0));
                var floor = Math.Min(other.Component.Ceiling, present + missing);
                yield return Goal(stage, GoalRecord.New(name, floor, goal.Component));
            }
        }

        private static bool IsMet(GoalRecord goal, List<GoalRecord> all) =>
            goal.IsInService || all.Any(g => g.InsteadOf == goal.Component && g.IsInService);

        private static IEnumerable<IssueWish> Closes(GoalRecord goal)
        {
            IssueKind[] kinds =
                [IssueKind.SlowBoot, IssueKind.CapacityShortage, IssueKind.QuotaRefused, IssueKind.StageNotReady];
            return [
                .. kinds.Select(k => new IssueWish.Close(goal.Component, k, goal.Reason)),
                .. goal.InsteadOf is { } other
                    ? (IEnumerable<IssueWish>)[new IssueWish.Close(other, IssueKind.StageNotReady, goal.Reason)]
                    : [],
            ];
        }

        private StageRecord Say(PrewarmStage stage, StageRecord before, StageRecord next)
        {
            if (next.Verdict != before.Verdict)
            {
                var late = next.Verdict == StageVerdict.Raises && now - stage.At >= TimeSpan.FromMinutes(1)
                    ? $"; {(now - stage.At).TotalMinutes:0} min late"
                    : "";
                Says.Add(new Said(JournalKind.Progress, $"stage {next.Verdict}", next.Reason + late));
            }

            return next.Verdict == before.Verdict ? next with { Reason = before.Reason } : next;
        }

        private static string Names(IEnumerable<GoalRecord> goals) => string.Join(
            ", ",
            goals.Select(g => g.Floor > 0 ? $"{g.Component} to {g.Floor}" : $"{g.Component} to its settings"));
    }
}
