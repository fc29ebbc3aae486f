using System.Globalization;
using Amazon.CloudWatch.Model;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Metrics;
using ServerlessReadiness.Core.Plans.Alarms;

namespace ServerlessReadiness.Aws.Alarms;


/// <summary>Metrics by GetMetricData.</summary>
public sealed class CloudWatchMetrics(AwsClients clients) : IMetrics
{
    /// <summary>The service's own limit for queries in one request.</summary>
    public const int BatchSize = 500;

    /// <summary>A page holds 100,800 points, so this is far more than a day of 500 metrics a minute.</summary>
    public const int PagesMax = 50;

    public async Task<IReadOnlyList<MetricSeries>> ReadAsync(
        Location location,
        IReadOnlyCollection<PlanMetric> metrics,
        DateTimeOffset from,
        DateTimeOffset until,
        TimeSpan period,
        CancellationToken cancellationToken)
    {
        var series = new List<MetricSeries>(metrics.Count);
        foreach (var batch in metrics.Chunk(BatchSize))
        {
            series.AddRange(await ReadBatchAsync(location, batch, from, until, period, cancellationToken));
        }

        return series;
    }

    private async Task<IEnumerable<MetricSeries>> ReadBatchAsync(
        Location location,
        PlanMetric[] batch,
        DateTimeOffset from,
        DateTimeOffset until,
        TimeSpan period,
        CancellationToken cancellationToken)
    {
        var request = new GetMetricDataRequest
        {
            StartTime = from.UtcDateTime,
            EndTime = until.UtcDateTime,
            ScanBy = Amazon.CloudWatch.ScanBy.TimestampAscending,
            MetricDataQueries = [.. batch.Select((metric, i) => Query(metric, i, period))],
        };
        var thing = batch.Length == 1 ? $"metric {batch[0].Name}" : $"{batch.Length} metrics from {batch[0].Name} on";
        var call = new AwsCall(thing, location, "cloudwatch:GetMetricData");
        var points = batch.Select(_ => new List<MetricPoint>()).ToArray();
        for (var page = 0; page < PagesMax; page++)
        {
            var response = await call.SendAsync(
                clients,
                () => clients.CloudWatch(location, ClientUse.Read).GetMetricDataAsync(request, cancellationToken),
                cancellationToken);
            foreach (var result in response.MetricDataResults ?? [])
            {
                Take(result, batch, points, location);
            }

            if (string.IsNullOrEmpty(response.NextToken))
            {
                return batch.Zip(points, ToSeries);
            }

            request.NextToken = response.NextToken;
        }

        throw new PortException(
            PortFailure.Refused,
            $"{thing} in account {location.Account}, {location.Region}: more than {PagesMax} pages of data. Read a "
            + "shorter time or a longer period.");
    }

    private static void Take(
        MetricDataResult result,
        PlanMetric[] batch,
        List<MetricPoint>[] points,
        Location location)
    {
        if (!int.TryParse(result.Id?[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || index >= batch.Length)
        {
            return;
        }

        // Without this a metric that could not be read would pass for one without data.
        if (result.StatusCode?.Value is "InternalError" or "Forbidden")
        {
            throw new PortException(
                result.StatusCode.Value == "Forbidden" ? PortFailure.Denied : PortFailure.Unavailable,
                $"metric {batch[index].Name} in account {location.Account}, {location.Region}: "
                + $"cloudwatch:GetMetricData answered {result.StatusCode.Value}. Check the metric in the plan and the role's rights, or look "
                + "again.");
        }

        var times = result.Timestamps ?? [];
        points[index].AddRange((result.Values ?? []).Take(times.Count)
            .Select((value, i) => new MetricPoint(Instant.Of(times[i])!.Value, value)));
    }

    private static MetricSeries ToSeries(PlanMetric metric, List<MetricPoint> points) =>
        new(metric.Name, EquatableList.From(points.OrderBy(p => p.At)));

    // An id begins with a small letter; the metric's own name may not.
    private static MetricDataQuery Query(PlanMetric metric, int index, TimeSpan period) => new()
    {
        Id = $"m{index.ToString(CultureInfo.InvariantCulture)}",
        ReturnData = true,
        MetricStat = new MetricStat
        {
            Metric = new Metric
            {
                Namespace = metric.Namespace,
                MetricName = metric.MetricName,
                Dimensions = [.. metric.Dimensions.Select(d => new Dimension { Name = d.Name, Value = d.Value })],
            },
            Period = (int)period.TotalSeconds,
            Stat = metric.Statistic,
        },
    };
}
