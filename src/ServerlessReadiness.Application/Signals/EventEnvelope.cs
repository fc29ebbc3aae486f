using System.Text.Json;

namespace ServerlessReadiness.Application.Signals;

/// <summary>What EventBridge puts around an event, free of the types of any Lambda package.</summary>
/// <param name="Source">For example aws.cloudwatch.</param>
/// <param name="DetailType">For example CloudWatch Alarm State Change.</param>
/// <param name="Account">The account's 12 digits.</param>
/// <param name="Region">The region's code.</param>
/// <param name="Time">When the event was made; null when the envelope does not say.</param>
/// <param name="Resources">ARNs of what it is about.</param>
/// <param name="Detail">The detail; where it came as a JSON text, what that text holds.</param>
/// <param name="Whole">The event as it came, to be kept when it cannot be read.</param>
public sealed record EventEnvelope(
    string? Source,
    string? DetailType,
    string? Account,
    string? Region,
    DateTimeOffset? Time,
    IReadOnlyList<string> Resources,
    JsonElement Detail,
    JsonElement Whole);
