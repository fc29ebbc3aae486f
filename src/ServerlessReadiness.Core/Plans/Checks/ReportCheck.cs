using ServerlessReadiness.Core.Plans.Reporting;

namespace ServerlessReadiness.Core.Plans.Checks;

/// <summary>What the leaders' reports must fulfil.</summary>
internal static class ReportCheck
{
    public static readonly TimeSpan EveryMin = TimeSpan.FromMinutes(15);

    public static IEnumerable<PlanProblem> Check(CompiledPlan plan) =>
    [
        .. plan.Reports.Every.SelectMany((e, i) => Every(e, $"reports.every[{i}]")),
        .. Languages(plan.Reports),
        .. Sender(plan.Reports),
        .. plan.Reports.Metrics.SelectMany((m, i) => Metric(plan, m, $"reports.metrics[{i}]", counts: false)),
        .. Metric(plan, plan.Reports.Requests, "reports.requests", counts: true),
        .. Metric(plan, plan.Reports.Failed, "reports.failed", counts: true),
        .. Counting(plan.Reports),
        .. plan.Reports.Colours.SelectMany((c, i) => Colour(c, $"reports.colours[{i}]")),
    ];

    private static IEnumerable<PlanProblem> Every(ReportEvery every, string path)
    {
        if (every.Every < EveryMin || every.Every > TimeSpan.FromDays(1)
            || TimeSpan.TicksPerDay % every.Every.Ticks != 0 || every.Every.Ticks % EveryMin.Ticks != 0)
        {
            yield return new(
                path,
                $"{every.Every} is no time between reports",
                "use a part of a day in quarters of an hour, such as 30m, 1h, 2h or 4h");
        }
    }

    private static IEnumerable<PlanProblem> Languages(ReportPlan reports) =>
        reports.Languages.Count == 0 || reports.Languages.Distinct().Count() != reports.Languages.Count
            ? [new("reports.languages", "no language, or one twice, is named", "name each once, such as [en, ko]")]
            : [];

    private static IEnumerable<PlanProblem> Sender(ReportPlan reports) =>
        reports.From is { } from && !MetricCheck.IsAddress(from)
            ? [new("reports.from", $"\"{from}\" is no mail address", "correct it")]
            : [];

    private static IEnumerable<PlanProblem> Metric(CompiledPlan plan, string? name, string path, bool counts)
    {
        if (name is null)
        {
            yield break;
        }

        var metric = plan.Metrics.FirstOrDefault(m => m.Name == name);
        if (metric is null)
        {
            yield return new(path, $"there is no metric \"{name}\"", "correct the name, or add it to the metrics");
        }
        else if (counts && metric.Statistic != "Sum")
        {
            yield return new(
                path,
                $"metric \"{name}\" has the statistic {metric.Statistic}, which counts nothing",
                "name one whose statistic is Sum");
        }
    }

    private static IEnumerable<PlanProblem> Counting(ReportPlan reports) =>
        reports.Failed is not null && reports.Requests is null
            ? [new("reports.failed", "failures are counted and requests are not", "name the metric of requests too")]
            : [];

    private static IEnumerable<PlanProblem> Colour(ColourRule rule, string path)
    {
        if (rule.Yellow < 0 || rule.Red < 0)
        {
            yield return new(path, "a limit is below 0", "use 0 or more");
        }

        if (rule is { Yellow: { } yellow, Red: { } red }
            && (ColourRule.IsLeast(rule.Sign) ? red > yellow : red < yellow))
        {
            yield return new(
                path,
                $"red at {red:0.###} comes before yellow at {yellow:0.###}",
                "let red be the worse of the two");
        }
    }
}
