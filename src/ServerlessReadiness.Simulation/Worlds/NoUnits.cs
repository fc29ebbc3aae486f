using ServerlessReadiness.Core.Capacity;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>Of a component that has no units: a name, a listener.</summary>
internal class NoUnits : Units
{
    public override int Serving => 0;

    public override int Billed => 0;

    public override Bounds Bounds => new(0, 0);

    public override int Desired => 0;

    public override void Settle(long nowMs)
    {
    }
}
