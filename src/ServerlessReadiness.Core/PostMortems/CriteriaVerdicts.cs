using ServerlessReadiness.Core.Criteria;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Alarms;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>Measures an event against its success criteria, as far as there is anything to measure by.</summary>
public static class CriteriaVerdicts
{
    public static IReadOnlyList<CriterionVerdict> Of(EventFacts facts, IReadOnlyList<Incident> incidents)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var (live, cooldown) = (facts.Plan.Schedule.Live, facts.Plan.Schedule.Cooldown);
        var total = DemandHours.Total(facts.Measured, live, cooldown);
        var strains = (facts.Measured.Strains ?? Fired(facts, incidents))
            .Where(s => s.From < cooldown && (s.RelievedAt ?? facts.ReadAt) > live)
            .ToList();
        var measured = new CriterionFacts(
            total.Served ?? 0,
            total.Shed ?? 0,
            total.Failed ?? 0,
            strains.Count == 0 ? TimeSpan.Zero : strains.Max(s => (s.RelievedAt ?? facts.ReadAt) - s.From),
            strains.TrueForAll(s => s.RelievedAt is not null),
            SpendOf(facts));
        return
        [
            .. CriteriaEvaluation.CriteriaOf(facts.Plan).Select(c => new CriterionVerdict(
                c,
                facts.WasLive && IsMeasured(c.Measure, total, measured)
                    ? CriteriaEvaluation.Evaluate(c, measured, facts.Plan.Guardrails.Currency)
                    : null)),
        ];
    }

    /// <summary>What the event cost beyond the normal; null when the plan gives no prices.</summary>
    public static decimal? SpendOf(EventFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.Measured.ExtraSpend
            ?? (facts.Plan.Components.Any(c => c.UnitPricePerHour is not null) ? facts.Spend?.Total : null);
    }

    // Shares need the whole: without what failed, or what was shed where something can be, offered is not known.
    private static bool IsMeasured(CriterionMeasure measure, DemandPoint total, CriterionFacts facts) => measure switch
    {
        CriterionMeasure.ServedPercent or CriterionMeasure.FailedPercent or CriterionMeasure.ShedPercent =>
            total is { Served: not null, Failed: not null } && facts.Offered > 0
                && (measure != CriterionMeasure.ShedPercent || total.Shed is not null),
        CriterionMeasure.ReliefMinutes => true,
        CriterionMeasure.ExtraSpend => facts.ExtraSpend is not null,
        _ => false,
    };

    // In an account alarms tell of pressure: those that start something, from the signal until they are OK.
    private static IReadOnlyList<Strain> Fired(EventFacts facts, IReadOnlyList<Incident> incidents) =>
    [
        .. incidents.SelectMany(i => i.Episodes)
            .Where(e => IsTrigger(facts.Plan, e.Alarm))
            .Select(e => new Strain(e.Component, e.From, e.Until)),
    ];

    private static bool IsTrigger(CompiledPlan plan, AlarmId alarm) =>
        plan.Responses.FirstOrDefault(r => r.Alarm.NamePattern is { } pattern
            && ResponseMatcher.MatchesName(pattern, alarm.Name)) is null or { Role: AlarmRole.Trigger };
}
