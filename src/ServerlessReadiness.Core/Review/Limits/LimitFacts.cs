namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>What was read about limits, and what could not be read.</summary>
/// <param name="Quotas">Quotas that the components meet.</param>
/// <param name="Groups">The plan's groups.</param>
/// <param name="Subnets">Their subnets.</param>
/// <param name="TargetGroups">Their target groups, and the others of the same load balancers.</param>
/// <param name="Listeners">Listeners on which the plan puts pages up.</param>
/// <param name="Databases">The plan's database instances.</param>
/// <param name="Nats">NAT gateways behind the subnets.</param>
public sealed record LimitFacts(
    Seen<QuotaUse> Quotas,
    Seen<GroupUse> Groups,
    Seen<SubnetUse> Subnets,
    Seen<TargetGroupUse> TargetGroups,
    Seen<ListenerUse> Listeners,
    Seen<DatabaseUse> Databases,
    Seen<NatUse> Nats)
{
    public static readonly LimitFacts NotRead = new(
        NotLooked.At<QuotaUse>(),
        NotLooked.At<GroupUse>(),
        NotLooked.At<SubnetUse>(),
        NotLooked.At<TargetGroupUse>(),
        NotLooked.At<ListenerUse>(),
        NotLooked.At<DatabaseUse>(),
        NotLooked.At<NatUse>());

    /// <summary>Everything that could not be read.</summary>
    public EquatableList<string> Unread => EquatableList.From(
        new[]
            {
                Groups.Unread, Quotas.Unread, Subnets.Unread, TargetGroups.Unread, Listeners.Unread, Databases.Unread,
                Nats.Unread,
            }
            .SelectMany(u => u)
            .Distinct(StringComparer.Ordinal));
}
