using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core.Alarms;

namespace ServerlessReadiness.Aws.Alarms;

using Amazon.CloudWatch.Model;

/// <summary>CloudWatch alarms through AWSSDK.CloudWatch.</summary>
public sealed class CloudWatchAlarms(AwsClients clients) : IAlarms
{
    /// <summary>The service's own limit for names in one request and for alarms in one page.</summary>
    public const int BatchSize = 100;

    /// <summary>20,000 alarms. A region with more is read by a longer prefix, not in one minute's sweep.</summary>
    public const int PagesMax = 200;

    public async Task<IReadOnlyList<AlarmTransition>> ReadAsync(
        Location location,
        IReadOnlyCollection<string> names,
        CancellationToken cancellationToken)
    {
        var found = new List<AlarmTransition>(names.Count);
        foreach (var batch in names.Distinct(StringComparer.Ordinal).Chunk(BatchSize))
        {
            var thing = batch.Length == 1 ? $"alarm {batch[0]}" : $"{batch.Length} alarms from {batch[0]} on";
            var request = new DescribeAlarmsRequest { AlarmNames = [.. batch] };
            await ReadPagesAsync(location, thing, request, found, cancellationToken);
        }

        return found;
    }

    public async Task<IReadOnlyList<AlarmTransition>> ReadByPrefixAsync(
        Location location,
        string prefix,
        CancellationToken cancellationToken)
    {
        var found = new List<AlarmTransition>();
        // The service refuses an empty prefix; leaving it out means all.
        var request = new DescribeAlarmsRequest { AlarmNamePrefix = prefix.Length == 0 ? null : prefix };
        await ReadPagesAsync(location, $"alarms named {prefix}*", request, found, cancellationToken);
        return found;
    }

    private async Task ReadPagesAsync(
        Location location,
        string thing,
        DescribeAlarmsRequest request,
        List<AlarmTransition> found,
        CancellationToken cancellationToken)
    {
        // Without the types the service leaves composite alarms out.
        request.AlarmTypes = ["MetricAlarm", "CompositeAlarm"];
        request.MaxRecords = BatchSize;
        var call = new AwsCall(thing, location, "cloudwatch:DescribeAlarms");
        for (var page = 0; page < PagesMax; page++)
        {
            var response = await call.SendAsync(
                clients,
                () => clients.CloudWatch(location, ClientUse.Read).DescribeAlarmsAsync(request, cancellationToken),
                cancellationToken);
            found.AddRange((response.MetricAlarms ?? []).Select(AlarmMapping.ToTransition));
            found.AddRange((response.CompositeAlarms ?? []).Select(AlarmMapping.ToTransition));
            if (string.IsNullOrEmpty(response.NextToken))
                return;

            request.NextToken = response.NextToken;
        }

        throw new PortException(
            PortFailure.Refused,
            $"{thing} in account {location.Account}, {location.Region}: more than {PagesMax * BatchSize} alarms. Use a "
            + "longer prefix in the plan.");
    }
}
