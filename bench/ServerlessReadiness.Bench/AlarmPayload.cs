using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ServerlessReadiness.Bench;

/// <summary>The SNS event of a CloudWatch alarm, as Lambda receives it.</summary>
internal static class AlarmPayload
{
    public const string NamePrefix = "front-cpu-";

    /// <param name="number">Makes the alarm's name distinct: another alarm of the same component each time.</param>
    /// <param name="changedAt">StateChangeTime, distinct too.</param>
    public static byte[] Create(string number, DateTimeOffset changedAt)
    {
        var name = NamePrefix + number;
        var time = changedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture);
        var sns = $"arn:aws:sns:{BenchPlan.Region}:{BenchPlan.Account}:readiness-alarms";
        var alarm = $"arn:aws:cloudwatch:{BenchPlan.Region}:{BenchPlan.Account}:alarm:{name}";
        const string Reason = "Threshold Crossed: 2 out of the last 3 datapoints [91.2 (27/11/26 00:02:00), 88.7 "
            + "(27/11/26 00:01:00)] were greater than the threshold (70.0) (minimum 2 datapoints for OK -> ALARM "
            + "transition).";
        var message = $$$"""
            {"AlarmName":"{{{name}}}","AlarmDescription":"The front tier runs hot","AWSAccountId":"{{{BenchPlan.Account}}}","AlarmConfigurationUpdatedTimestamp":"2026-11-20T05:12:44.563+0000","NewStateValue":"ALARM","NewStateReason":"{{{Reason}}}","StateChangeTime":"{{{time}}}+0000","Region":"Asia Pacific (Seoul)","AlarmArn":"{{{alarm}}}","OldStateValue":"OK","OKActions":["{{{sns}}}"],"AlarmActions":["{{{sns}}}"],"InsufficientDataActions":[],"Trigger":{"MetricName":"CPUUtilization","Namespace":"AWS/EC2","StatisticType":"Statistic","Statistic":"AVERAGE","Unit":null,"Dimensions":[{"value":"{{{BenchPlan.Group}}}","name":"AutoScalingGroupName"}],"Period":60,"EvaluationPeriods":3,"DatapointsToAlarm":2,"ComparisonOperator":"GreaterThanThreshold","Threshold":70.0,"TreatMissingData":"notBreaching","EvaluateLowSampleCountPercentile":""}}
            """;
        return Encoding.UTF8.GetBytes($$$"""
            {"Records":[{"EventVersion":"1.0","EventSubscriptionArn":"{{{sns}}}:0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0","EventSource":"aws:sns","Sns":{"Type":"Notification","MessageId":"{{{Guid.NewGuid()}}}","TopicArn":"{{{sns}}}","Subject":"ALARM: \"{{{name}}}\" in Asia Pacific (Seoul)","Message":"{{{JsonEncodedText.Encode(message)}}}","Timestamp":"{{{time}}}Z","SignatureVersion":"1","Signature":"c2FtcGxlIHNpZ25hdHVyZQ==","SigningCertUrl":"https://sns.{{{BenchPlan.Region}}}.amazonaws.com/SimpleNotificationService-sample.pem","UnsubscribeUrl":"https://sns.{{{BenchPlan.Region}}}.amazonaws.com/?Action=Unsubscribe","MessageAttributes":{} }}]}
            """);
    }
}
