namespace ServerlessReadiness.Core.Shedding;


/// <summary>What is known of an endpoint just before traffic is moved to or away from it.</summary>
/// <param name="Endpoint">The record's set identifier.</param>
/// <param name="InService">Units in service behind it; null when they cannot be read.</param>
/// <param name="LoadPerSecond">Requests a second that it is sent now; null when nothing tells.</param>
/// <param name="Firing">Its target-health alarms that fire, confirmed; null when they cannot be read.</param>
public sealed record EndpointFacts(
    string Endpoint,
    int? InService,
    decimal? LoadPerSecond,
    EquatableList<string>? Firing)
{
    /// <summary>Requests a second that what is in service can carry; null when the plan has no model.</summary>
    public decimal? CapacityPerSecond { get; init; }
}
