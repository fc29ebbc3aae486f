namespace ServerlessReadiness.Core.Shedding;


/// <summary>A Route 53 health check.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Inverted">Whether healthy counts as unhealthy: the switch that moves traffic without a record edit.</param>
/// <param name="Version">For compare and swap: UpdateHealthCheck refuses another version.</param>
/// <param name="Healthy">What its checkers say, inversion included; null when nobody can tell.</param>
public sealed record HealthCheckView(string Id, bool Inverted, long Version, bool? Healthy);
