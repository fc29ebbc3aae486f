using System.Diagnostics;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans.Reporting;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Reports;

/// <summary>
/// The colour of a report: each sign is looked at, each has its rule, and the worst decides. What was looked at and
/// found normal is told too, so that green says what it rests on.
/// </summary>
public static class ReportColours
{
    private const int AboutMax = 6;

    public static EquatableList<ColourReason> Look(ReportFacts facts, ReportParts parts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return EquatableList.From(Enum.GetValues<ColourSign>()
            .Select(sign => (Sign: sign, Seen: See(sign, facts, parts)))
            .Where(s => s.Seen is not null)
            .Select(s => Judge(facts.Plan.Reports.RuleOf(s.Sign), s.Seen!.Value.Value, s.Seen.Value.About)));
    }

    /// <summary>The worst of them; green for none.</summary>
    public static ReportColour Of(IEnumerable<ColourReason> reasons) =>
        reasons.Select(r => r.Colour).DefaultIfEmpty(ReportColour.Green).Max();

    /// <summary>The colour that a rule gives to a value, and the limit that it is told with.</summary>
    public static ColourReason Judge(ColourRule rule, decimal value, IEnumerable<string> about)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var (colour, limit) = (Reaches(rule.Red), Reaches(rule.Yellow)) switch
        {
            (true, _) => (ReportColour.Red, rule.Red),
            (_, true) => (ReportColour.Yellow, rule.Yellow),
            _ => (ReportColour.Green, rule.Yellow ?? rule.Red),
        };
        return new ColourReason(rule.Sign, colour, value, limit, EquatableList.From(about.Take(AboutMax)));

        // Nothing is no trouble, even where a rule says "from 0 on": paused for 0 minutes is paused, not paused is -1.
        bool Reaches(decimal? at) => at is { } from
            && (ColourRule.IsLeast(rule.Sign) ? value < from : value >= from);
    }

    /// <summary>What a sign shows now; null where there is nothing to look at.</summary>
    private static (decimal Value, IEnumerable<string> About)? See(
        ColourSign sign,
        ReportFacts facts,
        ReportParts parts) => sign switch
    {
        ColourSign.AlarmFiring => (
            facts.Firing.Select(a => Minutes(facts.Now - a.Since)).DefaultIfEmpty(0).Max(),
            facts.Firing.OrderBy(a => a.Since).Select(a => a.Alarm.Name)),
        ColourSign.Served => parts.ServedPercent is { } percent ? (percent, []) : null,
        ColourSign.Criteria => parts.Criteria.Any(c => c.Holds is not null)
            ? Told(parts.Criteria.Where(c => c.Holds == false).Select(c => c.Name))
            : null,
        ColourSign.Issues => (
            facts.Issues.Count(i => i.IsOpen),
            facts.Issues.Where(i => i.IsOpen).Select(i => i.Kind.ToString())),
        ColourSign.GraveIssues => Grave(facts),
        ColourSign.Capacity => Capacity(parts),
        ColourSign.Shedding => (
            parts.Capacity.Select(c => c.Level).DefaultIfEmpty(0).Max(),
            parts.Capacity.Where(c => c.Level > 0).Select(c => c.Component.Value)),
        ColourSign.Stopped => Stopped(facts),
        ColourSign.Budgets => Budgets(facts),
        ColourSign.Metrics => parts.Metrics.All(m => m.IsNormal is null)
            ? null
            : Told(parts.Metrics.Where(m => m.IsNormal == false).Select(m => m.Name)),
        ColourSign.Unreadable => (facts.Unreadable, []),
        ColourSign.Unseen => (facts.Unseen.Count, facts.Unseen.Select(u => u.What)),
        _ => throw new UnreachableException($"No row for {sign}."),
    };

    private static (decimal, IEnumerable<string>) Told(IEnumerable<string> names)
    {
        var found = names.ToList();
        return (found.Count, found);
    }

    private static (decimal, IEnumerable<string>) Grave(ReportFacts facts)
    {
        var grave = facts.Issues.Where(i => i.IsOpen && facts.Plan.Reports.GraveIssues.Contains(i.Kind)).ToList();
        return (grave.Count, grave.Select(i => i.Kind.ToString()));
    }

    private static (decimal, IEnumerable<string>)? Capacity(ReportParts parts)
    {
        var known = parts.Capacity
            .Where(c => c is { InService: not null, Wanted: > 0 })
            .Select(c => (c.Component, Percent: Math.Floor(c.InService!.Value * 100m / c.Wanted!.Value)))
            .ToList();
        return known.Count == 0
            ? null
            : (known.Min(k => k.Percent), known.Where(k => k.Percent < 100).Select(k => k.Component.Value));
    }

    private static (decimal, IEnumerable<string>) Stopped(ReportFacts facts)
    {
        var held = facts.Components
            .Select(c => (Name: c.Component.Name.Value, Hold: c.HoldAt(facts.Now)))
            .Where(c => c.Hold is not null)
            .Select(c => (c.Name, c.Hold!.Since))
            .ToList();

        // What is paused is paused everywhere, so it is about no component.
        DateTimeOffset[] paused = facts.Head.Mode == AutomationMode.Paused ? [facts.Head.ChangedAt] : [];
        var longest = held.Select(h => h.Since)
            .Concat(paused)
            .Select(since => Minutes(facts.Now - since))
            .DefaultIfEmpty(-1)
            .Max();
        return (longest, held.Select(h => h.Name));
    }

    private static (decimal, IEnumerable<string>) Budgets(ReportFacts facts)
    {
        var spent = facts.Components
            .SelectMany(c => Enum.GetValues<ActionClass>()
                .Where(k => k != ActionClass.None && IsSpent(c, k, facts.Now))
                .Select(k => $"{c.Component.Name}: {k}"))
            .ToList();
        return (spent.Count, spent);
    }

    private static bool IsSpent(ComponentReading reading, ActionClass actionClass, DateTimeOffset now)
    {
        var budget = reading.Component.BudgetFor(actionClass);
        return reading.State is { } state
            && state.Spends.Count(s => s.Class == actionClass && s.At > now - budget.Window) >= budget.Count;
    }

    private static decimal Minutes(TimeSpan length) => Math.Max(0, Math.Floor((decimal)length.TotalMinutes));
}
