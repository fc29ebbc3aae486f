namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>What launches meet on one component at this moment. Faults set it, groups read it.</summary>
internal sealed class Conditions
{
    /// <summary>Of the normal boot time.</summary>
    public int BootPercent { get; set; } = 100;

    /// <summary>AWS has no instance of the kind left.</summary>
    public bool IsShort { get; set; }

    /// <summary>The account's quota is used up.</summary>
    public bool IsQuotaUsed { get; set; }

    /// <summary>The zone in which nothing runs and nothing can be launched; -1 for none.</summary>
    public int LostZone { get; set; } = -1;

    /// <summary>Its whole region is gone: nothing serves, starts or answers.</summary>
    public bool IsLost { get; set; }

    /// <summary>Zones that load balancers send nothing to, a bit for each.</summary>
    public int AwayMask { get; set; }

    public bool IsAway(int zone) => (AwayMask & (1 << zone)) != 0;

    /// <summary>Why a launch fails now, in the words of a scaling activity; null when it does not.</summary>
    public string? LaunchFailure(string zone) =>
        IsLost
            ? "Could not launch: the region does not answer."
            : IsQuotaUsed
            ? "Could not launch On-Demand Instances. VcpuLimitExceeded - You have requested more vCPU capacity than "
                + "your current vCPU limit allows for the instance bucket that the specified instance type belongs to. "
                + "Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit. "
                + "Launching EC2 instance failed."
            : IsShort
                ? "Could not launch On-Demand Instances. InsufficientInstanceCapacity - We currently do not have "
                    + "sufficient capacity in the Availability Zone you requested "
                    + $"({zone}). Launching EC2 instance failed."
                : null;
}
