using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Recovery;

/// <summary>Decides how a drill goes on: measured, gone back from, and recorded.</summary>
/// <remarks>
/// | the contingency's run | the way back | next |
/// |---|---|---|
/// | under way | – | waits |
/// | done | – | measured until its end, and goes back |
/// | failed | – | it does not hold; goes back, because what it changed stays |
/// | undone | – | it does not hold; there is nothing to go back from |
/// | handed to a person, or lost | – | it does not hold; the person goes back too |
/// | over | under way | waits |
/// | over | done | recorded |
/// | over | not done | recorded, and a person is called to go back |
/// </remarks>
public static class DrillDecider
{
    public static DrillDecision Decide(DrillSituation situation, Func<RunId> nextId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(situation);
        ArgumentNullException.ThrowIfNull(nextId);
        var record = situation.Record;
        return (record.UnderWay, situation.Run, situation.Back) switch
        {
            (null, _, _) or (_, { IsOver: false }, _) or ({ Back: not null }, _, { IsOver: false }) =>
                new DrillDecision(record, null, []),
            ({ Result: null } underWay, var run, _) => Measure(situation, underWay, run, nextId, now),
            ({ Result: { } result, Back: null }, var run, _) => GoBack(situation, result, run, nextId, now),
            ({ Result: { } result }, _, var back) => End(situation, result, back),
        };
    }

    private static DrillDecision Measure(
        DrillSituation situation,
        DrillUnderWay underWay,
        Run? run,
        Func<RunId> nextId,
        DateTimeOffset now)
    {
        var took = run is { State: RunState.Done } ? (run.EndedAt ?? now) - underWay.StartedAt : (TimeSpan?)null;
        var measured = ContingencyResult.Of(situation.Contingency, took);
        var words = (took, measured.Holds) switch
        {
            ({ } time, true) => $"service was back after {Span(time)}; the target is {Span(measured.Target)}",
            ({ } time, false) => $"service was back after {Span(time)}, which is over the target of {Span(measured.Target)}",
            _ => run is null ? $"run {underWay.Run} is not found" : $"run {run.Id} {run.State}: {run.Reason}",
        };
        var result = new DrillResult(
            now,
            DrillKind.Drill,
            underWay.By,
            underWay.PlanVersion,
            underWay.Fingerprint,
            took,
            measured.Target,
            measured.Holds,
            words);
        var said = Line(situation, measured.Holds ? "drill holds" : "drill fails", words, pages: false);
        var measuredAt = situation with
        {
            Record = situation.Record with { UnderWay = underWay with { Result = result } },
        };
        var next = GoBack(measuredAt, result, run, nextId, now);
        return next with { Says = [said, .. next.Says] };
    }

    private static DrillDecision GoBack(
        DrillSituation situation,
        DrillResult result,
        Run? run,
        Func<RunId> nextId,
        DateTimeOffset now)
    {
        var record = situation.Record;
        return (run?.State, situation.WayBack, situation.Head) switch
        {
            (RunState.Undone, _, _) => Over(situation, result, null),
            (null or RunState.HandedOver, _, _) => Over(
                situation,
                result,
                $"the drill of {situation.Contingency.Name} is in a person's hands; go back by hand where it is needed"),
            (_, null, _) => Over(situation, result, null),
            (_, _, { Mode: not AutomationMode.Act }) => new DrillDecision(record, null, []),
            (_, { } wayBack, _) => Start(situation, wayBack, nextId(), now),
        };
    }

    private static DrillDecision Start(DrillSituation situation, Plans.Runbooks.Runbook wayBack, RunId id, DateTimeOffset now)
    {
        var record = situation.Record;
        var wish = new RunWish(
            id,
            situation.Contingency.Component,
            wayBack,
            new RunTrigger.ByPlan($"drill of {situation.Contingency.Name}, way back"),
            $"the drill of {situation.Contingency.Name} goes back at {now:u}");
        return new DrillDecision(
            record with { UnderWay = record.UnderWay! with { Back = id } },
            wish,
            [Line(situation, "drill goes back", wish.Reason, pages: false)]);
    }

    private static DrillDecision End(DrillSituation situation, DrillResult result, Run? back)
    {
        var became = back switch
        {
            null => $"run {situation.Record.UnderWay!.Back} is not found",
            { State: RunState.Done } => null,
            _ => $"run {back.Id} {back.State}: {back.Reason}",
        };
        return Over(
            situation,
            result,
            became is null
                ? null
                : $"the drill of {situation.Contingency.Name} has not gone back: {became}; go back by hand, or with "
                    + "readiness restore traffic");
    }

    private static DrillDecision Over(DrillSituation situation, DrillResult result, string? trouble)
    {
        var over = result with { Words = trouble is null ? result.Words : $"{result.Words}; {trouble}" };
        return new DrillDecision(
            situation.Record.With(over) with { UnderWay = null },
            null,
            [Line(situation, "drill over", over.Words, pages: trouble is not null)]);
    }

    private static Said Line(DrillSituation situation, string verdict, string reason, bool pages) => new(
        JournalKind.Progress,
        verdict,
        $"contingency {situation.Contingency.Name}: {reason}",
        situation.Contingency.Component,
        pages);

    private static string Span(TimeSpan span) => span < TimeSpan.FromMinutes(2)
        ? $"{span.TotalSeconds:0} s"
        : $"{span.TotalMinutes:0.#} min";
}
