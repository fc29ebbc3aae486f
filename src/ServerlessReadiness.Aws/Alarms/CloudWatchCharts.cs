using Amazon.CloudWatch.Model;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core.Plans.Alarms;

namespace ServerlessReadiness.Aws.Alarms;

/// <summary>Pictures of metrics by GetMetricWidgetImage.</summary>
public sealed class CloudWatchCharts(AwsClients clients, TimeProvider time) : IMetricCharts
{
    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public async Task<ReadOnlyMemory<byte>?> DrawAsync(
        Location location,
        PlanMetric metric,
        MetricRange? range,
        string title,
        DateTimeOffset from,
        DateTimeOffset until,
        CancellationToken cancellationToken)
    {
        var request = new GetMetricWidgetImageRequest
        {
            MetricWidget = MetricWidget.Write(metric, range, title, from, until, time.GetUtcNow()),
            OutputFormat = "png",
        };
        var call = new AwsCall($"chart of metric {metric.Name}", location, "cloudwatch:GetMetricWidgetImage");
        try
        {
            var response = await call.SendAsync(
                clients,
                () => clients.CloudWatch(location, ClientUse.Read)
                    .GetMetricWidgetImageAsync(request, cancellationToken),
                cancellationToken);
            return PictureOf(response.MetricWidgetImage);
        }
        catch (PortException refused) when (refused.Failure is PortFailure.Refused)
        {
            // CloudWatch took the question and cannot draw it; the report shows the same metric in figures.
            return null;
        }
    }

    /// <summary>A broken picture in a mail says less than none.</summary>
    private static ReadOnlyMemory<byte>? PictureOf(MemoryStream? image)
    {
        var bytes = image?.ToArray() ?? [];

        // Written out: a bare null would become an empty picture by way of a null array.
        return bytes.AsSpan().StartsWith(PngSignature)
            ? new ReadOnlyMemory<byte>(bytes)
            : default(ReadOnlyMemory<byte>?);
    }
}
