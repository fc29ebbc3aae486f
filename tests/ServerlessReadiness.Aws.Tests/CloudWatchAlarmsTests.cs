using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Alarms;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core.Alarms;

namespace ServerlessReadiness.Aws.Tests;

public sealed class CloudWatchAlarmsTests(MotoFixture moto)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Alarms_are_read_as_transitions_into_their_present_state_and_missing_ones_are_left_out()
    {
        var clients = await moto.ClientsAsync();
        var name = $"web: 5xx {Guid.NewGuid():N}";
        await PutAsync(clients, name);
        var before = DateTimeOffset.UtcNow;
        await clients.CloudWatch(MotoFixture.Home, ClientUse.Effect).SetAlarmStateAsync(
            new SetAlarmStateRequest { AlarmName = name, StateValue = StateValue.ALARM, StateReason = "Too many" },
            Cancel);

        var seen = await new CloudWatchAlarms(clients).ReadAsync(MotoFixture.Home, [name, "never-made"], Cancel);

        var alarm = Assert.Single(seen);
        Assert.Equal(AlarmId.Of("eu-west-1", MotoFixture.Account, name), alarm.Alarm);
        Assert.Equal(AlarmStateValue.Alarm, alarm.State);
        Assert.Equal("Too many", alarm.Reason);
        Assert.InRange(alarm.ChangedAt, before.AddSeconds(-2), DateTimeOffset.UtcNow.AddSeconds(2));
        Assert.Equal([new AlarmMetric("AWS/EC2", "CPUUtilization")], alarm.Metrics);
        Assert.Equal("web-asg", alarm.Dimension("AutoScalingGroupName"));
        Assert.Equal(MissingData.NotBreaching, alarm.MissingData);
        Assert.Equal(SignalSource.Sweep, alarm.Source);
        Assert.False(alarm.IsComposite);
        Assert.False(alarm.IsSuppressed);
    }

    [Fact]
    public async Task Alarms_are_read_by_prefix()
    {
        var clients = await moto.ClientsAsync();
        var prefix = $"p{Guid.NewGuid():N}";
        await PutAsync(clients, $"{prefix}-a");
        await PutAsync(clients, $"{prefix}-b");
        await PutAsync(clients, $"x{prefix}-c");

        var seen = await new CloudWatchAlarms(clients).ReadByPrefixAsync(MotoFixture.Home, prefix, Cancel);

        Assert.Equal([$"{prefix}-a", $"{prefix}-b"], seen.Select(a => a.Alarm.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task More_names_than_one_request_carries_are_asked_for_in_batches()
    {
        await using var aws = await CannedAws.StartAsync((request, _) => CannedAnswer.Query(request.Action));
        using var clients = aws.Clients();
        string[] names = [.. Enumerable.Range(0, 250).Select(i => $"alarm-{i}"), "alarm-0"];

        await new CloudWatchAlarms(clients).ReadAsync(MotoFixture.Home, names, Cancel);

        var asked = aws.Requests("DescribeAlarms")
            .Select(r => r.Form.Keys.Count(k => k.StartsWith("AlarmNames.", StringComparison.Ordinal)));
        Assert.Equal([100, 100, 50], asked);
        Assert.All(aws.Requests("DescribeAlarms"), r => Assert.Equal(
            ["CompositeAlarm", "MetricAlarm"],
            r.Form.Where(p => p.Key.StartsWith("AlarmTypes.", StringComparison.Ordinal)).Select(p => p.Value).Order()));
    }

    [Fact]
    public async Task An_empty_prefix_asks_for_all_alarms_page_by_page()
    {
        await using var aws = await CannedAws.StartAsync((request, count) => CannedAnswer.Query(
            request.Action,
            $"<MetricAlarms>{Metric($"alarm-{count}")}</MetricAlarms>"
            + (count < 3 ? $"<NextToken>page-{count}</NextToken>" : "")));
        using var clients = aws.Clients();

        var seen = await new CloudWatchAlarms(clients).ReadByPrefixAsync(MotoFixture.Home, "", Cancel);

        Assert.Equal(["alarm-1", "alarm-2", "alarm-3"], seen.Select(a => a.Alarm.Name));
        var requests = aws.Requests("DescribeAlarms");
        Assert.All(requests, r => Assert.DoesNotContain("AlarmNamePrefix", r.Form.Keys));
        Assert.Equal(["page-1", "page-2"], requests.Skip(1).Select(r => r.Form["NextToken"]));
    }

    [Fact]
    public async Task A_listing_without_end_is_given_up_with_the_next_step()
    {
        await using var aws = await CannedAws.StartAsync((request, _) =>
            CannedAnswer.Query(request.Action, "<NextToken>again</NextToken>"));
        using var clients = aws.Clients();

        var error = await Assert.ThrowsAsync<PortException>(
            () => new CloudWatchAlarms(clients).ReadByPrefixAsync(MotoFixture.Home, "web", Cancel));

        Assert.Equal(PortFailure.Refused, error.Failure);
        Assert.Contains("longer prefix", error.Message, StringComparison.Ordinal);
        Assert.Equal(CloudWatchAlarms.PagesMax, aws.Requests("DescribeAlarms").Count);
    }

    [Fact]
    public async Task A_composite_alarm_names_the_children_that_triggered_it_and_whether_it_is_suppressed()
    {
        const string Composite = """
            <CompositeAlarms><member>
              <AlarmName>shop</AlarmName>
              <AlarmArn>arn:aws:cloudwatch:eu-west-1:123456789012:alarm:shop</AlarmArn>
              <StateValue>ALARM</StateValue>
              <StateReason>web-5xx transitioned to ALARM</StateReason>
              <StateReasonData>{"triggeringAlarms":[{"arn":"arn:aws:cloudwatch:eu-west-1:123456789012:alarm:web-5xx",
                "state":{"value":"ALARM","timestamp":"2026-11-23T11:58:00.000+0000"}},{"arn":"nonsense"},7]}
              </StateReasonData>
              <StateUpdatedTimestamp>2026-11-23T11:59:30.500Z</StateUpdatedTimestamp>
              <StateTransitionedTimestamp>2026-11-23T11:58:01.250Z</StateTransitionedTimestamp>
              <ActionsSuppressedBy>Alarm</ActionsSuppressedBy>
              <ActionsEnabled>true</ActionsEnabled>
            </member></CompositeAlarms>
            """;
        var alarm = await OnlyAsync(Composite);

        Assert.True(alarm.IsComposite);
        Assert.True(alarm.IsSuppressed);
        Assert.Null(alarm.MissingData);
        Assert.Equal(["web-5xx"], alarm.Children.Select(c => c.Name));
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 11, 58, 1, 250, TimeSpan.Zero), alarm.ChangedAt);
    }

    [Fact]
    public async Task Reason_data_that_is_no_json_costs_the_children_only()
    {
        var alarm = await OnlyAsync("<CompositeAlarms>" + Metric("shop", "<StateReasonData>{oops</StateReasonData>")
            + "</CompositeAlarms>");

        Assert.Equal(AlarmStateValue.Alarm, alarm.State);
        Assert.Empty(alarm.Children);
    }

    [Fact]
    public async Task An_alarm_of_metric_math_names_the_metrics_behind_it_once()
    {
        const string Stat = "<MetricStat><Metric><Namespace>AWS/ApplicationELB</Namespace><MetricName>{0}</MetricName>"
            + "<Dimensions><member><Name>LoadBalancer</Name><Value>app/web/1</Value></member></Dimensions></Metric>"
            + "<Period>60</Period><Stat>Sum</Stat></MetricStat>";
        var alarm = await OnlyAsync("<MetricAlarms>" + Metric("rate", "<Metrics>"
            + "<member><Id>e</Id><Expression>a/b</Expression></member>"
            + $"<member><Id>a</Id>{Stat.Replace("{0}", "HTTPCode_Target_5XX_Count", StringComparison.Ordinal)}</member>"
            + $"<member><Id>b</Id>{Stat.Replace("{0}", "RequestCount", StringComparison.Ordinal)}</member>"
            + "</Metrics>") + "</MetricAlarms>");

        Assert.Equal(["HTTPCode_Target_5XX_Count", "RequestCount"], alarm.Metrics.Select(m => m.Name));
        Assert.Equal([new AlarmDimension("LoadBalancer", "app/web/1")], alarm.Dimensions);
    }

    [Fact]
    public async Task An_alarm_whose_actions_are_switched_off_is_suppressed()
    {
        var alarm = await OnlyAsync(
            "<MetricAlarms>" + Metric("web", "<ActionsEnabled>false</ActionsEnabled>") + "</MetricAlarms>");

        Assert.True(alarm.IsSuppressed);
        Assert.Equal(MissingData.Missing, alarm.MissingData);
    }

    [Fact]
    public async Task An_alarm_that_never_says_when_it_changed_is_older_than_any_other_news()
    {
        var alarm = await OnlyAsync("<MetricAlarms>" + Metric("web") + "</MetricAlarms>");

        Assert.Equal(DateTimeOffset.UnixEpoch, alarm.ChangedAt);
    }

    private static async Task<AlarmTransition> OnlyAsync(string result)
    {
        await using var aws = await CannedAws.StartAsync((request, _) => CannedAnswer.Query(request.Action, result));
        using var clients = aws.Clients();
        return Assert.Single(await new CloudWatchAlarms(clients).ReadAsync(MotoFixture.Home, ["any"], Cancel));
    }

    private static string Metric(string name, string more = "") =>
        $"<member><AlarmName>{name}</AlarmName>"
        + $"<AlarmArn>arn:aws:cloudwatch:eu-west-1:123456789012:alarm:{name}</AlarmArn>"
        + $"<StateValue>ALARM</StateValue>{more}</member>";

    private static async Task PutAsync(AwsClients clients, string name) =>
        await clients.CloudWatch(MotoFixture.Home, ClientUse.Effect).PutMetricAlarmAsync(
            new PutMetricAlarmRequest
            {
                AlarmName = name,
                Namespace = "AWS/EC2",
                MetricName = "CPUUtilization",
                Statistic = Statistic.Average,
                Dimensions = [new Dimension { Name = "AutoScalingGroupName", Value = "web-asg" }],
                Period = 60,
                EvaluationPeriods = 1,
                Threshold = 80,
                ComparisonOperator = ComparisonOperator.GreaterThanThreshold,
                TreatMissingData = "notBreaching",
                ActionsEnabled = true,
            },
            Cancel);
}
