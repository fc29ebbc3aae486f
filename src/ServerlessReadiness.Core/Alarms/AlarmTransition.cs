using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace ServerlessReadiness.Core.Alarms;

/// <summary>
/// One change of an alarm's state, however it arrived: SNS, EventBridge, direct invocation, or found by the sweep.
/// </summary>
/// <param name="Alarm">Which alarm.</param>
/// <param name="Contributor">For an alarm over several series, which series; null otherwise.</param>
/// <param name="State">The new state.</param>
/// <param name="ChangedAt">CloudWatch's StateChangeTime. Orders the transitions of one alarm.</param>
/// <param name="Reason">CloudWatch's words.</param>
/// <param name="MissingData">How the alarm treats missing data; null when the message does not say.</param>
/// <param name="Metrics">The metrics behind it: one, several for metric math, none for a composite alarm.</param>
/// <param name="Dimensions">All dimensions of those metrics.</param>
/// <param name="Children">For a composite alarm: the children that triggered it. May be empty even then.</param>
/// <param name="IsComposite">Whether it is a composite alarm.</param>
/// <param name="IsSuppressed">Whether CloudWatch says that the alarm's actions are suppressed.</param>
/// <param name="Source">How the transition arrived.</param>
public sealed record AlarmTransition(
    AlarmId Alarm,
    string? Contributor,
    AlarmStateValue State,
    DateTimeOffset ChangedAt,
    string Reason,
    MissingData? MissingData,
    EquatableList<AlarmMetric> Metrics,
    EquatableList<AlarmDimension> Dimensions,
    EquatableList<AlarmId> Children,
    bool IsComposite,
    bool IsSuppressed,
    SignalSource Source)
{
    private const int DedupeKeyBytesMax = 1024;

    /// <summary>
    /// The same text for the same transition, however it arrived and however often: SNS, EventBridge and direct
    /// invocation spell one instant differently, so it is taken in milliseconds since 1970. The contributor has its
    /// length in front and the ARN comes last, because both may hold any character.
    /// </summary>
    [JsonIgnore]
    public string DedupeKey
    {
        get
        {
            var series = Contributor is null ? "-" : $"{Contributor.Length}:{Contributor}";
            var key = $"{State}/{ChangedAt.ToUnixTimeMilliseconds()}/{series}/{Alarm}";

            // A partition key of DynamoDB holds 2,048 bytes; an alarm with a long name must not become undecidable.
            var bytes = Encoding.UTF8.GetBytes(key);
            return bytes.Length <= DedupeKeyBytesMax
                ? key
                : $"sha256/{Convert.ToHexStringLower(SHA256.HashData(bytes))}";
        }
    }

    /// <summary>The value of the first dimension with this name, or null.</summary>
    public string? Dimension(string name) => Dimensions.FirstOrDefault(d => d.Name == name)?.Value;
}
