using ServerlessReadiness.Cli.Rehearsal.Page;
using ServerlessReadiness.Cli.Rehearsal.Report;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Cli.Rehearsal;

/// <summary>What the two worlds are compared by, the same on the page and on the terminal.</summary>
internal static class ComparisonRows
{
    public static IReadOnlyList<(string What, Func<ReportDocument.World, string> Value)> Of(CompiledPlan plan) =>
    [
        ("Requests", w => Say.Count(w.Requests)),
        ("Served", w => Say.Count(w.Served)),
        ("Shed", w => Say.Count(w.Shed)),
        ("Failed", w => Say.Count(w.Failed)),
        ("Served in Live", w => Say.Percent(w.Live.Served, w.Live.Offered)),
        ("Longest from pressure to relief", w => Say.Minutes(w.LongestReliefMinutes)),
        ("Times of pressure", w => Say.Count(w.Pressures.Count)),
        ("Alarms fired", w => Say.Count(w.Alarms.Count)),
        .. plan.Ladders.Count > 0 ? [("Shed ladders climbed to", Highest)] : Nothing,
        ("Capacity, unit-hours", w => $"{w.CapacityUnitHours:N1}"),
        ("Cost of capacity", w => Say.Money(w.Hours.Any(h => h.Cost is not null)
            ? w.Hours.Sum(h => h.Cost ?? 0) : null, plan.Guardrails.Currency)),
        ("of it beyond the normal", w => Say.Money(w.ExtraSpend, plan.Guardrails.Currency)),
    ];

    private static IReadOnlyList<(string What, Func<ReportDocument.World, string> Value)> Nothing => [];

    private static string Highest(ReportDocument.World world) =>
        world.Levels.MaxBy(l => l.Level) is { Level: > 0 } top ? $"level {top.Level}" : "none";
}
