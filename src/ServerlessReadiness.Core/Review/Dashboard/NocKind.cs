namespace ServerlessReadiness.Core.Review.Dashboard;

/// <summary>What whoever watches an event must see, a widget each.</summary>
public enum NocKind
{
    Utilisation = 0,
    ResponseTime,
    Traffic,
    TrafficByRegion,
    Database,
    Conversion,
    Errors,
    Canaries,
}
