namespace ServerlessReadiness.Simulation;

/// <summary>How the played world differs from the plan, as factors; 1 is as planned.</summary>
/// <param name="Peak">Of the traffic above the normal.</param>
/// <param name="BootTime">Of every component's boot time.</param>
/// <param name="UnitCapacity">Of what one unit serves.</param>
public sealed record WhatIf(decimal Peak = 1, decimal BootTime = 1, decimal UnitCapacity = 1)
{
    public static readonly WhatIf AsPlanned = new();
}
