using ServerlessReadiness.Simulation.Lambda;

namespace ServerlessReadiness.Simulation.Checkers;

/// <summary>0: a function throws nothing but what ports announce.</summary>
internal sealed class NoBug(Scene scene) : Checker(0, scene)
{
    public override void InvocationEnds(
        string function,
        AsyncEvent handled,
        string? failure,
        Exception? bug,
        long nowMs)
    {
        if (bug is not null)
        {
            Violated(nowMs, $"{function} threw {bug.GetType().Name} on {handled.About}: {bug}");
        }
    }
}
