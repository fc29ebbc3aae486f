namespace ServerlessReadiness.Bench;

/// <summary>One answer of the canned endpoint.</summary>
internal sealed record CannedAnswer(string Operation, int Status, string ContentType, ReadOnlyMemory<byte> Body);
