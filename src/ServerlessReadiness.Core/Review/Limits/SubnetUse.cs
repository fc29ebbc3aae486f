namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>Addresses of a subnet.</summary>
/// <param name="Account">Twelve digits.</param>
/// <param name="Region">A region code.</param>
/// <param name="Id">The subnet's id.</param>
/// <param name="Zone">Its Availability Zone.</param>
/// <param name="Usable">IPv4 addresses that it can give out; AWS keeps five of each subnet for itself.</param>
/// <param name="Free">Those that are free now.</param>
public sealed record SubnetUse(string Account, string Region, string Id, string Zone, int Usable, int Free);
