using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Actions;

namespace ServerlessReadiness.Core.Runbooks;

/// <summary>One effect of a step: stored as Started before it is tried.</summary>
/// <param name="Change">What is done to the world.</param>
/// <param name="State">How far it got.</param>
/// <param name="Attempts">How often it was tried, this time included.</param>
/// <param name="StartedAt">When the newest attempt was announced.</param>
/// <param name="EndedAt">When its outcome was known; null until then.</param>
/// <param name="Outcome">The outcome in words.</param>
/// <param name="Undoing">Whether the effect belongs to the undoing of its step.</param>
public sealed record EffectRecord(
    Change Change,
    EffectState State,
    int Attempts,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    string? Outcome,
    bool Undoing)
{
    /// <summary>Attempts of one effect before a person is called.</summary>
    public const int AttemptsMax = 3;

    /// <summary>What the service named what it accepted, to ask for its end; null when it names nothing.</summary>
    [JsonRequired]
    public string? Receipt { get; init; }

    /// <summary>When the service was first seen to be done with what it accepted; null until then.</summary>
    [JsonRequired]
    public DateTimeOffset? ReceiptEndedAt { get; init; }

    /// <summary>The try of its step that made it; 0 for the first.</summary>
    [JsonRequired]
    public int Try { get; init; }
}
