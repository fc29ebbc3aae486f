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

    /// <summary>The minute that the load was measured in; null when nothing tells.</summary>
    public DateTimeOffset? LoadAt { get; init; }

    /// <summary>Why something of it could not be read; null when all was.</summary>
    public string? Unreadable { get; init; }

    /// <summary>Its alarms that say nothing: INSUFFICIENT_DATA, or not there.</summary>
    public EquatableList<string> Silent { get; init; } = [];

    /// <summary>Of those that fire the composite ones: they repeat what other alarms say.</summary>
    public EquatableList<string> Composite { get; init; } = [];
}
