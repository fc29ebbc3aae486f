using System.Diagnostics;

namespace ServerlessReadiness.Core.Review.LeadTimes;

/// <summary>How long before the first pre-warm stage each lever has to be pulled.</summary>
public static class LeadTime
{
    /// <summary>
    /// Assumed. AWS promises no time: small increases are approved at once, larger ones go to Support, and people
    /// report hours to a week ("Requesting a quota increase" of the Service Quotas user guide). Ten days leave room for
    /// a refusal and a second try.
    /// </summary>
    public static readonly TimeSpan Quota = TimeSpan.FromDays(10);

    /// <summary>
    /// A reservation for a future date is requested 5 to 120 days ahead (<c>StartDate</c> of CreateCapacityReservation
    /// in the EC2 API reference). One for now is granted or refused at once, which is why it is no plan.
    /// </summary>
    public static readonly TimeSpan Reservation = TimeSpan.FromDays(5);

    /// <summary>
    /// "Most requests are typically fulfilled within a few minutes, but can take up to a few hours" ("Request Load
    /// Balancer Capacity Unit reservation" of the Application Load Balancer guide), and it has to be seen as
    /// provisioned. The units of a region are a quota that is 0 by default, so that it may have to be requested too:
    /// assumed one day with the first, and a quota's time where it is 0.
    /// </summary>
    public static readonly TimeSpan LoadBalancer = TimeSpan.FromDays(1);

    /// <summary>
    /// Assumed. An asynchronous change of which AWS states no duration; the table is UPDATING for it ("Increase your
    /// existing DynamoDB table's warm throughput" of the DynamoDB guide). It cannot be lowered again, so it is not to
    /// be hurried.
    /// </summary>
    public static readonly TimeSpan WarmThroughput = TimeSpan.FromDays(1);

    /// <summary>
    /// Assumed. The change itself takes minutes and a restart ("Modifying an Amazon RDS DB instance" of the RDS guide);
    /// a day lets the database run on its new class before the load comes, and the way back be taken.
    /// </summary>
    public static readonly TimeSpan Database = TimeSpan.FromDays(1);

    /// <summary>Assumed: two days to find a substitute for somebody who is not available.</summary>
    public static readonly TimeSpan Contact = TimeSpan.FromDays(2);

    public static TimeSpan Of(Lever lever) => lever switch
    {
        Lever.QuotaIncrease => Quota,
        Lever.CapacityReservation => Reservation,
        Lever.LoadBalancerCapacity => LoadBalancer,
        Lever.TableWarmThroughput => WarmThroughput,
        Lever.DatabaseClass => Database,
        Lever.ContactConfirmation => Contact,
        _ => throw new UnreachableException($"No lead time for {lever}."),
    };
}
