using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Review.Alarms;
using ServerlessReadiness.Core.Review.Canary;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Aws.Alarms;

using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;

/// <summary>Creates alarms by PutMetricAlarm, and sets the canary's state.</summary>
public sealed class CloudWatchAlarmMaker(AwsClients clients) : IAlarmMaker
{
    private const int ReasonMax = 1023;

    public async Task CreateAsync(AlarmProposal alarm, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(alarm);
        var place = new Location(alarm.Account, alarm.Region);

        // The call replaces what has the name, so whether somebody has it is asked first.
        var request = new DescribeAlarmsRequest
        {
            AlarmNames = [alarm.Name],
            AlarmTypes = ["MetricAlarm", "CompositeAlarm"],
        };
        var present = await new AwsCall($"alarm {alarm.Name}", place, "cloudwatch:DescribeAlarms").SendAsync(
            clients,
            () => clients.CloudWatch(place, ClientUse.Read).DescribeAlarmsAsync(request, cancellationToken),
            cancellationToken);
        if (present.MetricAlarms?.Count > 0 || present.CompositeAlarms?.Count > 0)
        {
            throw new PortException(
                PortFailure.Refused,
                $"Alarm {alarm.Name} in account {alarm.Account}, {alarm.Region} exists and is not replaced. Let it watch "
                + $"what {alarm.For} needs, or give it another name.");
        }

        await PutAsync(place, Request(alarm), cancellationToken);
    }

    public Task EnsureCanaryAsync(AlarmId alarm, EquatableList<string> actions, CancellationToken cancellationToken) =>
        PutAsync(
            new Location(alarm.Account, alarm.Region),
            new PutMetricAlarmRequest
            {
                AlarmName = alarm.Name,
                AlarmDescription = "Proves that alarms come to a person. Serverless Readiness sets it; nothing else does.",
                ActionsEnabled = true,
                AlarmActions = [.. actions],
                Namespace = CanaryAlarm.Namespace,
                MetricName = CanaryAlarm.Metric,
                Dimensions = [new Dimension { Name = "Alarm", Value = alarm.Name }],
                Statistic = Statistic.Maximum,
                Period = 60,
                EvaluationPeriods = 1,
                Threshold = 1,
                ComparisonOperator = ComparisonOperator.GreaterThanOrEqualToThreshold,

                // Nobody publishes the metric, so the state stays as it was set.
                TreatMissingData = "ignore",
            },
            cancellationToken);

    public Task SetStateAsync(
        AlarmId alarm,
        AlarmStateValue state,
        string reason,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reason);
        var place = new Location(alarm.Account, alarm.Region);
        var request = new SetAlarmStateRequest
        {
            AlarmName = alarm.Name,
            StateValue = state switch
            {
                AlarmStateValue.Alarm => StateValue.ALARM,
                AlarmStateValue.Ok => StateValue.OK,
                _ => StateValue.INSUFFICIENT_DATA,
            },
            StateReason = reason.Length <= ReasonMax ? reason : reason[..ReasonMax],
        };
        return new AwsCall($"alarm {alarm.Name}", place, "cloudwatch:SetAlarmState").SendAsync(
            clients,
            () => clients.CloudWatch(place, ClientUse.Effect).SetAlarmStateAsync(request, cancellationToken),
            cancellationToken);
    }

    private Task<PutMetricAlarmResponse> PutAsync(Location place, PutMetricAlarmRequest request, CancellationToken cancellationToken) =>
        new AwsCall($"alarm {request.AlarmName}", place, "cloudwatch:PutMetricAlarm").SendAsync(
            clients,
            () => clients.CloudWatch(place, ClientUse.Effect).PutMetricAlarmAsync(request, cancellationToken),
            cancellationToken);

    private static PutMetricAlarmRequest Request(AlarmProposal alarm)
    {
        var request = new PutMetricAlarmRequest
        {
            AlarmName = alarm.Name,
            AlarmDescription = $"For {alarm.For} of the plan. {alarm.Reason}.",
            ActionsEnabled = true,
            AlarmActions = [.. alarm.Actions],
            EvaluationPeriods = alarm.EvaluationPeriods,
            DatapointsToAlarm = alarm.DatapointsToAlarm,
            Threshold = alarm.Threshold,
            ComparisonOperator = alarm.IsAbove
                ? ComparisonOperator.GreaterThanThreshold
                : ComparisonOperator.LessThanThreshold,
            TreatMissingData = alarm.MissingData switch
            {
                MissingData.Breaching => "breaching",
                MissingData.NotBreaching => "notBreaching",
                MissingData.Ignore => "ignore",
                _ => "missing",
            },
        };
        var period = (int)alarm.Period.TotalSeconds;
        if (alarm.PercentOf is { } whole)
        {
            request.Metrics =
            [
                new MetricDataQuery
                {
                    Id = "share",
                    Expression = "100 * part / whole",
                    Label = "percent",
                    ReturnData = true,
                },
                Query("part", alarm.Metric, alarm.Statistic, period),
                Query("whole", whole, alarm.Statistic, period),
            ];
            return request;
        }

        request.Namespace = alarm.Metric.Namespace;
        request.MetricName = alarm.Metric.Name;
        request.Dimensions = Dimensions(alarm.Metric);
        request.Period = period;
        if (alarm.Statistic.StartsWith('p'))
        {
            request.ExtendedStatistic = alarm.Statistic;
        }
        else
        {
            request.Statistic = Statistic.FindValue(alarm.Statistic);
        }

        return request;
    }

    private static MetricDataQuery Query(string id, WatchedMetric metric, string statistic, int period) => new()
    {
        Id = id,
        ReturnData = false,
        MetricStat = new MetricStat
        {
            Metric = new Metric
            {
                Namespace = metric.Namespace,
                MetricName = metric.Name,
                Dimensions = Dimensions(metric),
            },
            Period = period,
            Stat = statistic,
        },
    };

    private static List<Dimension> Dimensions(WatchedMetric metric) =>
        [.. metric.Dimensions.Select(d => new Dimension { Name = d.Name, Value = d.Value })];
}
