using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation.Faults;

/// <summary>Someone applies a template that knows nothing of the event.</summary>
internal static class SecondWriter
{
    public static void Reset(WorldComponent component, long nowMs)
    {
        component.Records?.ResetFromOutside(nowMs);
        component.Listener?.ResetFromOutside();
        switch (component.Units)
        {
            case SimulatedGroup or SimulatedTarget:
                component.Units.SetBoundsFromOutside(
                    SimulatedAccount.NormalBounds(component.Plan, component.NormalUnits),
                    nowMs);
                break;
            case SimulatedKnobs knobs:
                knobs.ResetFromOutside(nowMs);
                break;
        }
    }
}
