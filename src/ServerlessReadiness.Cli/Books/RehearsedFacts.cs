using ServerlessReadiness.Cli.Rehearsal;
using ServerlessReadiness.Core.PostMortems;
using ServerlessReadiness.Core.Recovery;

namespace ServerlessReadiness.Cli.Books;

/// <summary>The facts of a rehearsed event, with its contingencies as the same rehearsal played them.</summary>
internal static class RehearsedFacts
{
    private const string Rehearser = "rehearsal";

    /// <summary>Null when the world was played without keeping them.</summary>
    public static EventFacts? Of(RehearsedPair pair) => pair.With.Result.Facts is not { } facts ? null : facts with
    {
        Contingencies =
        [
            .. facts.Contingencies.Select(c => pair.Contingencies.FirstOrDefault(o => o.Name == c.Contingency.Name) is
                { } outcome ? Tried(c, outcome, facts) : c),
        ],
    };

    private static ContingencyRecord Tried(
        ContingencyRecord known,
        Simulation.Results.ContingencyOutcome outcome,
        EventFacts facts)
    {
        var result = new DrillResult(
            outcome.At + (outcome.RecoveryTime ?? TimeSpan.Zero),
            DrillKind.Rehearsal,
            Rehearser,
            facts.Head.PlanVersion,
            "",
            outcome.RecoveryTime,
            outcome.Target,
            outcome.Holds,
            outcome.Reason);
        return known with
        {
            Record = DrillRecord.New(facts.Plan.Event, outcome.Name).With(result),
            Doubt = outcome.Holds ? null : outcome.Reason,
        };
    }
}
