using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Cli.Rehearsal.Report;

/// <summary>Makes the report's document of what was played.</summary>
internal static class ReportBuilder
{
    private const int PercentDecimals = 4;
    private const int MinuteDecimals = 2;

    public static ReportDocument Build(RehearsedPair pair)
    {
        var (plan, options, result) = (pair.Plan, pair.Options, pair.With.Result);
        var zone = new PlanClocks(plan);
        return new ReportDocument(
            pair.Holds ? ReportDocument.HoldsWord : ReportDocument.FailsWord,
            options.Seed,
            WorldOf(pair.With, plan),
            WorldOf(pair.Without, plan),
            [.. DecisionDigest.All(result).Select(ReportDocument.Decision.Of)],
            result.Violations)
        {
            Event = plan.Event.Value,
            Name = plan.Name,
            TimeZone = plan.TimeZone,
            Currency = plan.Guardrails.Currency,
            From = result.From,
            Until = result.Until,
            Weather = options.Weather.ToString().ToLowerInvariant(),
            WhatIf = WhatIfText.Show(options.WhatIf),
            Faults = [.. options.Faults.Select(f => FaultText.Show(f, zone))],
            Repeat = options.CommandFor(options.Seed, zone),
            Phases = result.Phases,
            NothingDone = DecisionDigest.NothingDone(result),
            Told = result.Told,
            Contingencies = [.. pair.Contingencies.Select(ReportDocument.ContingencyLine.Of)],
            Seeds = pair.Seeds is { } seeds ? SummaryOf(seeds, options, zone) : null,
        };
    }

    private static ReportDocument.World WorldOf(RehearsedWorld world, CompiledPlan plan)
    {
        var (result, requests) = (world.Result, world.Result.Requests);
        return new ReportDocument.World(
            requests.Offered,
            requests.Served,
            requests.Shed,
            requests.Failed,
            Math.Round(result.CapacityUnitHours, 2))
        {
            Live = result.Live,
            ExtraSpend = Money(result.ExtraSpend),
            LongestReliefMinutes = Math.Round((decimal)world.Facts.LongestRelief.TotalMinutes, MinuteDecimals),
            Effects = result.Effects,
            Criteria =
                [.. world.Criteria.Select(c => ReportDocument.Criterion.Of(c, plan.Guardrails.Currency))],
            Pressures = result.Pressures,
            Alarms = result.Alarms,
            Levels = result.Levels,
            Hours = [.. result.Hours.Select(h => h with
            {
                UnitHours = Math.Round(h.UnitHours, 2),
                Cost = Money(h.Cost),
                ExtraCost = Money(h.ExtraCost),
            })],
        };
    }

    private static ReportDocument.SeedSummary SummaryOf(SeedSeries seeds, RehearsalOptions options, PlanClocks zone) =>
        new(
            seeds.Outcomes.Count,
            seeds.Holding,
            seeds.Outcomes.Count(o => o.Violations.Count > 0),
            Rounded(seeds.ServedPercent, PercentDecimals),
            Rounded(seeds.ReliefMinutes, MinuteDecimals),
            Rounded(seeds.ExtraSpend, 2),
            [.. seeds.Worst.Select(o => new ReportDocument.WorstSeed(
                o.Seed,
                o.Holds,
                o.ServedPercent is { } served ? Math.Round(served, PercentDecimals) : null,
                Math.Round(o.ReliefMinutes, MinuteDecimals),
                Money(o.ExtraSpend),
                o.Violations,
                options.CommandFor(o.Seed, zone)))]);

    private static Distribution? Rounded(Distribution? distribution, int decimals) => distribution is null ? null : new(
        Math.Round(distribution.Minimum, decimals),
        Math.Round(distribution.Median, decimals),
        Math.Round(distribution.P95, decimals),
        Math.Round(distribution.Maximum, decimals));

    private static decimal? Money(decimal? amount) => amount is { } value ? Math.Round(value, 2) : null;
}
