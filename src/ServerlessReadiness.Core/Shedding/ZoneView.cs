namespace ServerlessReadiness.Core.Shedding;


/// <summary>An Availability Zone of a resource.</summary>
/// <param name="Name">Such as eu-west-1a.</param>
/// <param name="Id">Such as euw1-az2: what zonal shifts are named by.</param>
/// <param name="Subnets">The resource's subnets in it.</param>
public sealed record ZoneView(string Name, string Id, EquatableList<string> Subnets);
