namespace ServerlessReadiness.Core.Review.LeadTimes;

/// <summary>What has to be begun some time before it works.</summary>
public enum Lever
{
    QuotaIncrease = 0,
    CapacityReservation,
    LoadBalancerCapacity,
    TableWarmThroughput,
    DatabaseClass,
    ContactConfirmation,
}
