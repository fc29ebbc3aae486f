using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>Instances that no group owns: nothing replaces them and nothing scales them.</summary>
internal sealed class StandaloneUnits(IReadOnlyList<Machine> machines, SimulatedChance chance) : Units
{
    private int _serving = machines.Count;
    private int _failing;

    public override int Serving => _serving;

    public override int Failing => _failing;

    public override int Billed => machines.Count;

    public override Bounds Bounds => new(machines.Count, machines.Count);

    public override int Desired => machines.Count;

    public override IEnumerable<Machine> Impaired => machines.Where(m => m.IsImpaired);

    public override Machine? FindMachine(InstanceId instance) => machines.FirstOrDefault(m => m.Id == instance);

    public override void Settle(long nowMs)
    {
        _serving = machines.Count(m => m.ServesAt(nowMs));
        _failing = machines.Count(m => m.FailsAt(nowMs));
    }

    public override void LoseZone(int zone, long nowMs)
    {
        // Their zone comes back with them in it: the instances stay, and until then their checks fail.
        foreach (var machine in machines.Where(m => m.Zone == zone))
        {
            machine.Impair(rebootHelps: true, nowMs);
        }
    }

    public override void LoseRegion(bool isLost, long nowMs)
    {
        foreach (var machine in isLost ? machines : [])
        {
            machine.Impair(rebootHelps: true, nowMs);
        }
    }

    public override void Impair(int count, long nowMs)
    {
        var able = machines.Where(m => m.ServesAt(nowMs)).ToList();
        for (var i = 0; i < count && able.Count > 0; i++)
        {
            var index = (int)chance.Below(able.Count);
            able[index].Impair(chance.PerMillion(500_000), nowMs);
            able.RemoveAt(index);
        }
    }
}
