namespace ServerlessReadiness.Application.Signals;

/// <summary>What EC2 announces about an instance.</summary>
public enum InstanceNoticeKind
{
    /// <summary>A Spot instance is taken away in two minutes.</summary>
    SpotInterruption = 0,

    /// <summary>A Spot instance is at an elevated risk of that.</summary>
    Rebalance = 1,

    /// <summary>The instance's state changed.</summary>
    StateChange = 2,
}
