using System.Text;
using System.Text.Json;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Bootstrap;

/// <summary>
/// Writes measurements as log lines in CloudWatch's embedded metric format: CloudWatch takes them out of the log group,
/// so that no call is made and no right is needed. Their dimensions are the table and the function and nothing else,
/// since every further value would be a metric that is paid for.
/// </summary>
internal sealed class EmbeddedMetrics(TextWriter output, string table, string function, TimeProvider time) : IMeasurements
{
    private const string Namespace = "ServerlessReadiness";
    private const string Acted = "DecisionsActed";
    private const string WithoutAction = "DecisionsWithoutAction";
    private const string Refused = "DecisionsRefused";
    private const string DidEffect = "EffectsPerformed";
    private const string FailedEffect = "EffectsFailed";
    private const string Latency = "SignalToEffect";

    public void Decided(AlarmVerdict verdict) => Write(NameOf(verdict), 1, "Count");

    public void Performed(EffectReport report) =>
        Write(report == EffectReport.Done ? DidEffect : FailedEffect, 1, "Count");

    public void EffectStarted(TimeSpan sinceSignal) => Write(Latency, sinceSignal.TotalMilliseconds, "Milliseconds");

    /// <summary>Refused is what an alarm asks for and a guard, a limit or a person's word keeps from happening.</summary>
    private static string NameOf(AlarmVerdict verdict) => verdict switch
    {
        AlarmVerdict.Starts => Acted,
        AlarmVerdict.Flapping or AlarmVerdict.Unresolved or AlarmVerdict.Paused or AlarmVerdict.Observed
            or AlarmVerdict.Held or AlarmVerdict.LeaseHeld or AlarmVerdict.CoolingDown or AlarmVerdict.BudgetSpent
            or AlarmVerdict.Exhausted or AlarmVerdict.OwnedElsewhere or AlarmVerdict.Frozen
            or AlarmVerdict.TopOfLadder => Refused,
        _ => WithoutAction,
    };

    private void Write(string metric, double value, string unit)
    {
        using var line = new MemoryStream();
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("_aws");
            writer.WriteNumber("Timestamp", time.GetUtcNow().ToUnixTimeMilliseconds());
            writer.WriteStartArray("CloudWatchMetrics");
            writer.WriteStartObject();
            writer.WriteString("Namespace", Namespace);
            writer.WriteStartArray("Dimensions");
            writer.WriteStartArray();
            writer.WriteStringValue("Table");
            writer.WriteStringValue("Function");
            writer.WriteEndArray();
            writer.WriteEndArray();
            writer.WriteStartArray("Metrics");
            writer.WriteStartObject();
            writer.WriteString("Name", metric);
            writer.WriteString("Unit", unit);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteString("Table", table);
            writer.WriteString("Function", function);
            writer.WriteNumber(metric, value);
            writer.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length));
    }
}
