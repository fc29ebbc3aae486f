using ServerlessReadiness.Simulation.Lambda;
using ServerlessReadiness.Simulation.Ports;
using ServerlessReadiness.Simulation.Recording;

namespace ServerlessReadiness.Simulation.Checkers;

/// <summary>Watches one invariant. It sees everything and changes nothing.</summary>
internal abstract class Checker(int invariant, Scene scene)
{
    protected Scene Scene => scene;

    public virtual void Commits(CommitSeen seen, long nowMs)
    {
    }

    public virtual void Changes(ChangeSeen seen, long nowMs)
    {
    }

    public virtual void Changed(ChangeSeen seen, long nowMs)
    {
    }

    public virtual void InvocationEnds(string function, AsyncEvent handled, string? failure, Exception? bug, long nowMs)
    {
    }

    /// <summary>A function's queue has accepted an event.</summary>
    public virtual void Accepts(string function, AsyncEvent accepted, long nowMs)
    {
    }

    /// <summary>A message reaches a leader.</summary>
    public virtual void Told(string id, string to, long nowMs)
    {
    }

    public virtual void Minute(long nowMs)
    {
    }

    public virtual void End(long nowMs)
    {
    }

    protected void Violated(long nowMs, string what) => scene.Report(invariant, nowMs, what);
}
