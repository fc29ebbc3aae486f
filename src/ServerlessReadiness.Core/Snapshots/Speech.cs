using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Reports;

namespace ServerlessReadiness.Core.Snapshots;

/// <summary>What a report says, in both languages: who looks at the page chooses, and the table does not know who.</summary>
internal static class Speech
{
    public static EquatableList<SpokenReason> Reasons(Report report, CompiledPlan plan)
    {
        var (english, korean) = (In(Language.English, report, plan), In(Language.Korean, report, plan));
        return EquatableList.From(report.Reasons
            .OrderByDescending(r => r.Colour)
            .ThenBy(r => r.Sign)
            .Select(r => new SpokenReason(
                r.Sign,
                r.Colour,
                english.Reason(r).ToString(),
                korean.Reason(r).ToString())));
    }

    public static EquatableList<SpokenComing> Coming(Report report, CompiledPlan plan)
    {
        var (english, korean) = (In(Language.English, report, plan), In(Language.Korean, report, plan));
        return EquatableList.From(report.Coming.Select(c => new SpokenComing(
            c.Kind,
            c.At,
            ReportDeeds.What(english, c),
            ReportDeeds.What(korean, c))));
    }

    private static ReportWords In(Language language, Report report, CompiledPlan plan) =>
        new(report, plan, new Wording(language, new PlanClocks(plan)));
}
