namespace ServerlessReadiness.Core.Plans.Traffic;


/// <summary>How the records of a name share its traffic.</summary>
public enum DnsPolicy
{
    Weighted = 0,
    Failover = 1,
    Latency = 2,
}
