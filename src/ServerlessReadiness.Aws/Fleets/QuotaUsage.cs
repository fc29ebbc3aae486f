using ServerlessReadiness.Core.Review.Limits;

namespace ServerlessReadiness.Aws.Fleets;

using Amazon.ServiceQuotas.Model;

/// <summary>How a quota's usage metric is read.</summary>
internal static class QuotaUsage
{
    /// <summary>Usage metrics come every five minutes or so; the newest point in this window is the present.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(20);

    public static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    private const string Maximum = "Maximum";

    /// <summary>
    /// Maximum for vCPUs, whatever the quota recommends: a count that is averaged over a launch is too low. Otherwise
    /// what it recommends.
    /// </summary>
    public static string StatisticOf(string code, MetricInfo metric) =>
        VcpuQuotas.Has(code) || string.IsNullOrEmpty(metric.MetricStatisticRecommendation)
            ? Maximum
            : metric.MetricStatisticRecommendation;
}
