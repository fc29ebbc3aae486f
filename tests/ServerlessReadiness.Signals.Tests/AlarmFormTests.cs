using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Alarms;

namespace ServerlessReadiness.Signals.Tests;

/// <summary>One change of an alarm's state, told in three ways, is one transition.</summary>
public sealed class AlarmFormTests
{
    private const string Prefix = "arn:aws:cloudwatch:ap-northeast-2:123456789012:alarm:";

    [Fact]
    public void A_metric_alarm_from_SNS_keeps_every_field()
    {
        var expected = new AlarmTransition(
            AlarmId.Parse(Prefix + "web-5xx"),
            Contributor: null,
            AlarmStateValue.Alarm,
            new DateTimeOffset(2026, 11, 27, 0, 3, 11, 897, TimeSpan.Zero),
            "Threshold Crossed: 2 out of the last 3 datapoints [412.0 (27/11/26 00:02:00), 388.0 (27/11/26 00:01:00)] "
                + "were greater than the threshold (50.0) (minimum 2 datapoints for OK -> ALARM transition).",
            MissingData.NotBreaching,
            [new AlarmMetric("AWS/ApplicationELB", "HTTPCode_Target_5XX_Count")],
            [
                new AlarmDimension("LoadBalancer", "app/web/50dc6c495c0c9188"),
                new AlarmDimension("TargetGroup", "targetgroup/web/73e2d6bc24d8a067"),
            ],
            Children: [],
            IsComposite: false,
            IsSuppressed: false,
            SignalSource.Sns);

        Assert.Equal(expected, Samples.Alarm("sns-metric-alarm"));
    }

    [Theory]
    [InlineData("sns-metric-alarm", "eventbridge-metric-alarm", SignalSource.EventBridge)]
    [InlineData("sns-metric-alarm", "direct-metric-alarm", SignalSource.DirectInvoke)]
    [InlineData("sns-metric-alarm", "sns-duplicate-other-message-id", SignalSource.Sns)]
    [InlineData("sns-composite", "eventbridge-composite", SignalSource.EventBridge)]
    [InlineData("sns-composite", "direct-composite", SignalSource.DirectInvoke)]
    public void The_same_transition_is_equal_in_every_form(string one, string other, SignalSource source)
    {
        var told = Samples.Alarm(other);

        Assert.Equal(source, told.Source);
        Assert.Equal(Samples.Alarm(one), told with { Source = SignalSource.Sns });
    }

    [Theory]
    [InlineData("sns-metric-alarm", "eventbridge-metric-alarm")]
    [InlineData("sns-metric-alarm", "direct-metric-alarm")]
    [InlineData("sns-metric-alarm", "sns-duplicate-other-message-id")]
    [InlineData("sns-metric-ok", "eventbridge-metric-ok")]
    [InlineData("sns-metric-insufficient-data", "eventbridge-metric-insufficient-data")]
    [InlineData("sns-metric-math", "eventbridge-metric-math")]
    [InlineData("sns-anomaly-detection", "eventbridge-anomaly-detection")]
    [InlineData("sns-composite", "direct-composite")]
    [InlineData("sns-contributor", "eventbridge-contributor")]
    [InlineData("sns-contributor", "direct-contributor")]
    public void The_same_transition_has_one_dedupe_key(string one, string other) =>
        Assert.Equal(Samples.Alarm(one).DedupeKey, Samples.Alarm(other).DedupeKey);

    [Theory]
    [InlineData("sns-metric-math", MissingData.Breaching)]
    [InlineData("eventbridge-metric-math", MissingData.Breaching)]
    public void Metric_math_names_the_metrics_that_it_computes_with(string name, MissingData missingData)
    {
        var alarm = Samples.Alarm(name);

        Assert.Equal(
            [
                new AlarmMetric("AWS/ApplicationELB", "RequestCount"),
                new AlarmMetric("AWS/ApplicationELB", "HTTPCode_ELB_5XX_Count"),
            ],
            alarm.Metrics);
        // Both metrics have the one dimension; it is named once.
        EquatableList<AlarmDimension> one = [new("LoadBalancer", "app/web/50dc6c495c0c9188")];
        Assert.Equal(one, alarm.Dimensions);
        Assert.Equal(missingData, alarm.MissingData);
    }

    [Theory]
    [InlineData("sns-anomaly-detection")]
    [InlineData("eventbridge-anomaly-detection")]
    public void Anomaly_detection_has_its_metric_but_not_the_band(string name)
    {
        var alarm = Samples.Alarm(name);

        Assert.Equal([new AlarmMetric("AWS/EC2", "CPUUtilization")], alarm.Metrics);
        Assert.Equal("web-asg", alarm.Dimension("AutoScalingGroupName"));
        Assert.Equal(MissingData.Missing, alarm.MissingData);
    }

    [Theory]
    [InlineData("sns-composite")]
    [InlineData("eventbridge-composite")]
    [InlineData("direct-composite")]
    public void A_composite_alarm_names_its_children_and_no_metric(string name)
    {
        var alarm = Samples.Alarm(name);

        Assert.Equal(
            [AlarmId.Parse(Prefix + "web-5xx"), AlarmId.Parse(Prefix + "web-instance-check")], alarm.Children);
        Assert.Empty(alarm.Metrics);
        Assert.Null(alarm.MissingData);
    }

    [Fact]
    public void A_composite_alarm_without_children_is_still_composite()
    {
        var alarm = Samples.Alarm("sns-composite-without-children");

        Assert.True(alarm.IsComposite);
        Assert.Empty(alarm.Children);
    }

    [Theory]
    [InlineData("sns-contributor")]
    [InlineData("eventbridge-contributor")]
    [InlineData("direct-contributor")]
    public void A_contributor_is_named_and_its_attributes_stand_for_dimensions(string name)
    {
        var alarm = Samples.Alarm(name);

        Assert.Equal("6d442278dba546f6", alarm.Contributor);
        Assert.Equal("orders", alarm.Dimension("TableName"));
    }

    [Fact]
    public void An_old_message_takes_the_account_from_itself_and_the_region_from_the_function()
    {
        var alarm = Samples.Alarm("sns-old-without-arn");

        Assert.Equal(AlarmId.Of(Samples.FunctionRegion, "123456789012", "web-cpu"), alarm.Alarm);
        Assert.Equal(MissingData.NotBreaching, alarm.MissingData);
    }

    [Fact]
    public void An_odd_name_survives()
    {
        var alarm = Samples.Alarm("sns-odd-alarm-name").Alarm;

        Assert.Equal("상품: 결제 #1 p99 (web/5xx)", alarm.Name);
        Assert.Equal(("ap-northeast-2", "123456789012"), (alarm.Region, alarm.Account));
    }

    [Fact]
    public void A_time_in_another_offset_is_the_same_instant() =>
        Assert.Equal(
            new DateTimeOffset(2026, 11, 27, 0, 11, 0, 250, TimeSpan.Zero),
            Samples.Alarm("sns-null-description-and-offset-time").ChangedAt);

    [Fact]
    public void A_huge_reason_is_cut_and_the_transition_counts()
    {
        var alarm = Samples.Alarm("sns-huge-message");

        Assert.Equal(1023, alarm.Reason.Length);
        Assert.EndsWith("…", alarm.Reason, StringComparison.Ordinal);
    }
}
