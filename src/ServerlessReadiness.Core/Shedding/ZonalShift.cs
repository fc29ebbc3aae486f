namespace ServerlessReadiness.Core.Shedding;


/// <summary>A zonal shift of Application Recovery Controller.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ZoneId">The zone's id that traffic is kept away from.</param>
/// <param name="ExpiresAt">When it ends by itself.</param>
/// <param name="Comment">Who started it and why.</param>
public sealed record ZonalShift(string Id, string ZoneId, DateTimeOffset ExpiresAt, string Comment);
