namespace ServerlessReadiness.Core.Shedding;


/// <summary>One of the records that share a name, complete enough to delete exactly it and create another.</summary>
/// <param name="SetIdentifier">What tells it from the others of its name; unique among them.</param>
/// <param name="Ttl">How long resolvers keep it; null for an alias, which has its target's (60 s for AWS's own).</param>
/// <param name="Values">Its values; empty for an alias.</param>
public sealed record DnsRecord(string SetIdentifier, TimeSpan? Ttl, EquatableList<string> Values)
{
    /// <summary>0 to 255; null when the record is not weighted.</summary>
    public int? Weight { get; init; }

    /// <summary>PRIMARY or SECONDARY; null when it is no failover record.</summary>
    public string? Failover { get; init; }

    /// <summary>The region of a latency record; null for another.</summary>
    public string? LatencyRegion { get; init; }

    public string? HealthCheckId { get; init; }

    /// <summary>The alias's target; null for a record with values.</summary>
    public DnsAlias? Alias { get; init; }

    public override string ToString() => Weight is { } weight ? $"{SetIdentifier} {weight}" : SetIdentifier;
}
