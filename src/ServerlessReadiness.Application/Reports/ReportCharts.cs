using Microsoft.Extensions.Logging;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Reports;

namespace ServerlessReadiness.Application.Reports;

/// <summary>Has the first metrics of a report drawn. A report without pictures is a report all the same.</summary>
public sealed partial class ReportCharts(World world, ILogger<ReportCharts> logger)
{
    private const int PicturesMax = 3;

    /// <summary>A mail that is too large does not arrive, and a phone has to load it.</summary>
    private const int PictureBytesMax = 300 * 1024;

    private static readonly TimeSpan Over = TimeSpan.FromHours(3);

    public async Task<IReadOnlyList<MailPicture>> DrawAsync(
        Report report,
        CompiledPlan plan,
        Language language,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(plan);
        var wording = new Wording(language, new PlanClocks(plan));
        var drawn = new List<MailPicture>();
        foreach (var row in report.Metrics.Where(m => m.Value is not null).Take(PicturesMax))
        {
            var metric = plan.Metrics.FirstOrDefault(m => m.Name == row.Name);
            if (metric is not null
                && await TryAsync(report, metric, row.Normal, wording, cancellationToken) is { } png
                && png.Length <= PictureBytesMax)
            {
                drawn.Add(new MailPicture(ContentId(report, row.Name), $"{FileName(report, row.Name)}.png", png));
            }
        }

        return drawn;
    }

    /// <summary>The pictures as a document names them.</summary>
    public static IReadOnlyList<ReportPicture> Shown(Report report, IReadOnlyList<MailPicture> drawn)
    {
        ArgumentNullException.ThrowIfNull(report);
        return
        [
            .. report.Metrics
                .Where(m => drawn.Any(d => d.ContentId == ContentId(report, m.Name)))
                .Select(m => new ReportPicture(m.Name, $"cid:{ContentId(report, m.Name)}")),
        ];
    }

    private async Task<ReadOnlyMemory<byte>?> TryAsync(
        Report report,
        PlanMetric metric,
        MetricRange? range,
        Wording wording,
        CancellationToken cancellationToken)
    {
        try
        {
            return await world.Charts.DrawAsync(
                new Location(metric.Account, metric.Region),
                metric,
                range,
                wording.Say(ReportPhrase.Chart, metric.Name),
                report.At - Over,
                report.At,
                cancellationToken);
        }
        catch (PortException e)
        {
            LogNotDrawn(logger, metric.Name, e.Message);
            return null;
        }
    }

    /// <summary>By its place in the report: a metric's name may hold letters that a content id must not.</summary>
    private static string ContentId(Report report, string metric) =>
        $"chart-{report.Metrics.Select(m => m.Name).ToList().IndexOf(metric) + 1}";

    private static string FileName(Report report, string metric) =>
        metric.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? metric : ContentId(report, metric);

    [LoggerMessage(6003, LogLevel.Warning, "Reporter: metric {Metric} was not drawn: {Reason}")]
    private static partial void LogNotDrawn(ILogger logger, string metric, string reason);
}
