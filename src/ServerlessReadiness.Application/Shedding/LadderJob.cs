using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Metrics;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Application.Shedding;

/// <summary>
/// The minute's look at the shed ladders: takes up what became of their runs, and comes down where demand fits.
/// </summary>
/// <remarks>A minute in which nothing is shed reads nothing and writes nothing.</remarks>
internal sealed class LadderJob(MetricReader metrics, PhaseCommit commit, Ids ids)
{
    public async Task DoAsync(EventRecord record, CancellationToken cancellationToken)
    {
        foreach (var ladder in record.Plan.Ladders)
        {
            if (record.Plan.FindComponent(ladder.Component) is { } component)
            {
                await LookAsync(record, ladder, component, cancellationToken);
            }
        }
    }

    private async Task LookAsync(
        EventRecord record,
        ShedLadder ladder,
        Component component,
        CancellationToken cancellationToken)
    {
        var key = StateKeys.Component(record.Open.Id, component.Name);
        var (known, version) = record.Find(key);
        if (known?.Ladder is not { IsIdle: false } state)
        {
            return;
        }

        var decision = ReturnedBy(record, ladder, state) is { } returned
            ? new LadderDecision(returned, null, LineOf(ladder, returned))
            : IsReturns(record) && state.From is null
                ? new LadderDecision(state, null, null)
                : await DecideAsync(record, ladder, component, state, cancellationToken);
        if (decision.Next == state)
        {
            return;
        }

        // Of two beats, or a beat and an alarm that climbs, one loses and starts nothing.
        await commit.CommitAsync(
            record,
            [key.Put(known with { Ladder = decision.Next }, version)],
            new PhaseWishes(
                decision.Run is { } run ? [run] : [],
                [],
                decision.Says is { } said ? [said] : []),
            cancellationToken);
    }

    private async Task<LadderDecision> DecideAsync(
        EventRecord record,
        ShedLadder ladder,
        Component component,
        LadderState state,
        CancellationToken cancellationToken)
    {
        var run = state is { From: not null, Run: { } id }
            ? (await record.RunsAsync([id], cancellationToken)).GetValueOrDefault(id)
            : null;
        var demand = state.From is null ? await DemandAsync(record, ladder, component, cancellationToken) : null;
        return LadderDecider.Decide(
            new LadderSituation(
                record.Head.Value,
                ladder,
                state,
                run,
                record.Facts(component),
                demand,
                Freezes.Forbidding(record.Plan.Freezes, component.Name, ActionClass.Traffic, record.Now)),
            ids.Next,
            record.Now);
    }

    private async Task<Demand> DemandAsync(
        EventRecord record,
        ShedLadder ladder,
        Component component,
        CancellationToken cancellationToken)
    {
        if (record.Plan.Metrics.FirstOrDefault(m => m.Name == ladder.Offered) is not { } metric)
        {
            return new Demand(null, null, $"the plan in force has no metric {ladder.Offered}");
        }

        await record.SeeAsync([component], cancellationToken);
        var (series, unreadable) = await metrics.ReadAsync(
            [metric],
            record.Now - Demand.FreshFor - Demand.Period,
            record.Now,
            Demand.Period,
            cancellationToken);
        return Demand.Of(
            metric,
            series?.FirstOrDefault(s => s.Name == metric.Name) ?? (series is null ? null : new MetricSeries(metric.Name, [])),
            unreadable,
            record.Facts(component).Serving,
            component,
            record.Now);
    }

    /// <summary>From the moment that the return to normal takes things back, the ladder starts nothing more.</summary>
    private static bool IsReturns(EventRecord record) =>
        record.Head.Value.Phase == Phase.Cooldown
        && record.Find(StateKeys.Return(record.Open.Id)).Value is { Technical: not ReturnState.WaitingForRange };

    /// <summary>The ladder at its ground, once the return has taken back all that its steps act on.</summary>
    private static LadderState? ReturnedBy(EventRecord record, ShedLadder ladder, LadderState state)
    {
        if (!IsReturns(record) || state.From is not null)
        {
            return null;
        }

        var progress = record.Find(StateKeys.Return(record.Open.Id)).Value!;
        var touched = LadderRunbooks.StepsOf(ladder, 0, ladder.Levels.Count)
            .Select(s => LadderRunbooks.ActsOn(ladder, s))
            .Append(ladder.Component)
            .ToHashSet();
        return progress.Restores.Where(r => touched.Contains(r.Component)).All(r => r.IsOver)
            ? LadderDecider.Returned(
                state,
                $"the return to normal took back what component {ladder.Component} shed",
                record.Now)
            : null;
    }

    private static Said LineOf(ShedLadder ladder, LadderState next) => new(
        Core.Journal.JournalKind.Decision,
        $"ladder {next.Verdict}",
        next.Reason,
        ladder.Component);
}
