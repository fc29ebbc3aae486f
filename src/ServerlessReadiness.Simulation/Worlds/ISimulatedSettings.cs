using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>A resource that has settings instead of bounds.</summary>
internal interface ISimulatedSettings
{
    SettingSnapshot SnapshotAt(long nowMs);

    void Set(EquatableList<SettingValue> to, long nowMs);
}
