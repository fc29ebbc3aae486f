namespace ServerlessReadiness.Core.Plans.Traffic;


/// <summary>The share of a name's traffic that an endpoint is to get.</summary>
/// <param name="SetIdentifier">The endpoint.</param>
/// <param name="Percent">0 to 100; all shares of a shift are 100 together.</param>
public sealed record EndpointShare(string SetIdentifier, int Percent)
{
    public override string ToString() => $"{SetIdentifier} {Percent} %";
}
