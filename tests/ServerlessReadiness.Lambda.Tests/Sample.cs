namespace ServerlessReadiness.Lambda.Tests;

/// <summary>One member of each kind that the serializer treats in its own way.</summary>
public sealed class Sample
{
    public string? Name { get; set; }

    public DateTime At { get; set; }

    public byte[]? Bytes { get; set; }

    public MemoryStream? Stream { get; set; }

    public string? XAmzRequestId { get; set; }
}
