namespace ServerlessReadiness.Core.Snapshots;

/// <summary>One of the places that a name leads to.</summary>
/// <param name="Endpoint">Its record's set identifier.</param>
/// <param name="Weight">0 to 255; null when the record is not weighted.</param>
/// <param name="Percent">Its share of the answers; null when weights do not decide.</param>
/// <param name="Failover">PRIMARY or SECONDARY; null when it is no failover record.</param>
/// <param name="IsHealthy">What its health check says; null when it has none or it was not read.</param>
public sealed record EndpointView(string Endpoint, int? Weight, int? Percent, string? Failover, bool? IsHealthy);
