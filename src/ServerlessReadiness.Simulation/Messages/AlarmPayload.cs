using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Simulation.Alarms;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Messages;

/// <summary>What CloudWatch publishes of an alarm, in SNS's envelope, as AlarmResponder receives it.</summary>
internal static class AlarmPayload
{
    public static byte[] Sns(SimulatedAlarm alarm, string messageId, long sentMs)
    {
        var topic = $"arn:aws:sns:{alarm.Id.Region}:{alarm.Id.Account}:readiness-alarms";
        return Envelope(
            topic,
            $"{Spelled(alarm.State)}: \"{alarm.Id.Name}\" in {alarm.Id.Region}",
            Message(alarm, topic),
            messageId,
            sentMs);
    }

    /// <summary>SNS's envelope around a message, as Lambda receives it.</summary>
    internal static byte[] Envelope(string topic, string subject, string message, string messageId, long sentMs) =>
        Write(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("Records");
            json.WriteStartObject();
            json.WriteString("EventVersion", "1.0");
            json.WriteString("EventSubscriptionArn", $"{topic}:00000000-0000-0000-0000-000000000000");
            json.WriteString("EventSource", "aws:sns");
            json.WriteStartObject("Sns");
            json.WriteString("Type", "Notification");
            json.WriteString("MessageId", messageId);
            json.WriteString("TopicArn", topic);
            json.WriteString("Subject", subject);
            json.WriteString("Message", message);
            json.WriteString("Timestamp", Time(sentMs, "Z"));
            json.WriteString("SignatureVersion", "1");
            json.WriteString("Signature", "simulated");
            json.WriteString("SigningCertUrl", "https://sns.simulated/cert.pem");
            json.WriteString("UnsubscribeUrl", "https://sns.simulated/?Action=Unsubscribe");
            json.WriteStartObject("MessageAttributes");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        });

    private static string Message(SimulatedAlarm alarm, string topic) => Encoding.UTF8.GetString(Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("AlarmName", alarm.Id.Name);
        json.WriteNull("AlarmDescription");
        json.WriteString("AWSAccountId", alarm.Id.Account);
        json.WriteString("AlarmConfigurationUpdatedTimestamp", "2026-01-01T00:00:00.000+0000");
        json.WriteString("NewStateValue", Spelled(alarm.State));
        json.WriteString("NewStateReason", alarm.Reason);
        json.WriteString("StateChangeTime", Time(alarm.ChangedMs, "+0000"));
        json.WriteString("Region", alarm.Id.Region);
        json.WriteString("AlarmArn", alarm.Id.Value);
        json.WriteString("OldStateValue", Spelled(alarm.Before));
        WriteActions(json, topic);
        json.WriteStartObject("Trigger");
        json.WriteString("MetricName", alarm.Metric.Name);
        json.WriteString("Namespace", alarm.Metric.Namespace);
        json.WriteString("StatisticType", "Statistic");
        json.WriteString("Statistic", "AVERAGE");
        json.WriteNull("Unit");
        json.WriteStartArray("Dimensions");
        foreach (var dimension in alarm.Dimensions)
        {
            json.WriteStartObject();
            json.WriteString("value", dimension.Value);
            json.WriteString("name", dimension.Name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("Period", (int)alarm.Model.Period.TotalSeconds);
        json.WriteNumber("EvaluationPeriods", alarm.Model.EvaluationPeriods);
        json.WriteNumber("DatapointsToAlarm", alarm.Model.DatapointsToAlarm);
        json.WriteString("ComparisonOperator", "GreaterThanThreshold");
        json.WriteNumber("Threshold", (double)alarm.Model.Above);
        json.WriteString("TreatMissingData", "missing");
        json.WriteString("EvaluateLowSampleCountPercentile", "");
        json.WriteEndObject();
        json.WriteEndObject();
    }));

    private static void WriteActions(Utf8JsonWriter json, string topic)
    {
        foreach (var list in (string[])["OKActions", "AlarmActions", "InsufficientDataActions"])
        {
            json.WriteStartArray(list);
            json.WriteStringValue(topic);
            json.WriteEndArray();
        }
    }

    public static string Spelled(AlarmStateValue state) => state switch
    {
        AlarmStateValue.Alarm => "ALARM",
        AlarmStateValue.Ok => "OK",
        _ => "INSUFFICIENT_DATA",
    };

    private static string Time(long ms, string zone) =>
        Instant.Of(ms).ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture) + zone;

    internal static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
