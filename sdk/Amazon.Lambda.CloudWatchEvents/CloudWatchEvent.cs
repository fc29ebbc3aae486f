using System.Text.Json.Serialization;

namespace Amazon.Lambda.CloudWatchEvents;

/// <summary>
/// What Amazon EventBridge sends to a function. <see cref="Source"/> and <see cref="DetailType"/> together say what
/// <see cref="Detail"/> holds.
/// </summary>
/// <typeparam name="T">The type of the detail; EventBridge Scheduler may send a JSON string there.</typeparam>
public class CloudWatchEvent<T>
{
    public string Version { get; set; }

    public string Account { get; set; }

    public string Region { get; set; }

    public T Detail { get; set; }

    [JsonPropertyName("detail-type")]
    public string DetailType { get; set; }

    public string Source { get; set; }

    public DateTime Time { get; set; }

    public string Id { get; set; }

    /// <summary>ARNs of what the event is about; for a schedule, the rule.</summary>
    public List<string> Resources { get; set; }
}
