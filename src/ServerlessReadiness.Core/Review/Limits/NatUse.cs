namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>A NAT gateway and its connections.</summary>
/// <param name="Account">Twelve digits.</param>
/// <param name="Region">A region code.</param>
/// <param name="Id">The gateway's id.</param>
/// <param name="Subnets">Subnets of the event's groups that leave through it.</param>
/// <param name="Addresses">Its addresses; each has ports of its own.</param>
/// <param name="Connections">The most connections at once in the last day; null when no metric tells.</param>
/// <param name="PortErrors">Connections that found no port in the last day; null when no metric tells.</param>
public sealed record NatUse(
    string Account,
    string Region,
    string Id,
    EquatableList<string> Subnets,
    int Addresses,
    decimal? Connections,
    decimal? PortErrors);
