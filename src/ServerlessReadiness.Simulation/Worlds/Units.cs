using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>What serves a component's requests.</summary>
internal abstract class Units
{
    /// <summary>Units that serve.</summary>
    public abstract int Serving { get; }

    /// <summary>Units that get requests and fail them, until the load balancer has noticed.</summary>
    public virtual int Failing => 0;

    /// <summary>Units that are paid for.</summary>
    public abstract int Billed { get; }

    public abstract Bounds Bounds { get; }

    public abstract int Desired { get; }

    /// <summary>Lets happen what is due.</summary>
    public abstract void Settle(long nowMs);

    /// <summary>By the workload's own scaling policy, within its bounds.</summary>
    public virtual void ScaleTo(int desired, long nowMs)
    {
    }

    /// <summary>Someone who is not us sets the bounds.</summary>
    public virtual void SetBoundsFromOutside(Bounds bounds, long nowMs)
    {
    }

    public virtual void LoseZone(int zone, long nowMs)
    {
    }

    /// <summary>Its region is gone, or there again; conditions say so already.</summary>
    public virtual void LoseRegion(bool isLost, long nowMs)
    {
    }

    /// <summary>Load balancers send to other zones than before; conditions say which.</summary>
    public virtual void ZonesChanged(long nowMs)
    {
    }

    /// <summary>Some units' status checks begin to fail.</summary>
    public virtual void Impair(int count, long nowMs)
    {
    }

    /// <summary>Members whose status checks fail, in the order of their ids.</summary>
    public virtual IEnumerable<Machine> Impaired => [];

    /// <summary>A member, also one that has just left; null for none.</summary>
    public virtual Machine? FindMachine(InstanceId instance) => null;
}
