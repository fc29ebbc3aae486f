namespace ServerlessReadiness.Functions.Http;

/// <summary>What POST acknowledgements takes.</summary>
internal sealed record AcknowledgeBody(
    string Alarm,
    string Reason,
    DateTimeOffset? Until = null,
    DateTimeOffset? NotAfter = null);
