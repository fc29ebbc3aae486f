namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>One of the places that a name leads to.</summary>
/// <param name="Set">Its record's set identifier.</param>
/// <param name="Component">What serves there; null for what the plan does not know, which carries everything.</param>
/// <param name="IsPage">Whether it is a static site, which turns away what comes there.</param>
/// <param name="Weight">Its record's weight before the event; for latency records the share of clients near it.</param>
internal sealed record DnsTarget(string Set, WorldComponent? Component, bool IsPage, int Weight)
{
    public bool Serves => Component is null or { CanServe: true };
}
