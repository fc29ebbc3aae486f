namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>What the event meets, as rows: the limit, the use now and at the planned peak.</summary>
public static class LimitProjection
{
    /// <summary>All rows; those over the threshold first, then what cannot be told.</summary>
    public static Seen<LimitRow> Of(ReviewFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var plan = facts.Plan;
        var limits = facts.Limits;
        var rows = QuotaRows.Of(limits, QuotaDemands.Of(plan, limits.Groups.Items))
            .Concat(TargetRows.Of(plan, limits))
            .Concat(ListenerRows.Of(plan, limits))
            .Concat(NetworkRows.Subnets(plan, limits))
            .Concat(NetworkRows.Nats(plan, limits))
            .Concat(DatabaseRows.Of(plan, limits))
            .Concat(HookRows.Of(plan, limits))
            .Concat(BootStormRows.Of(plan, limits))
            .OrderBy(r => r.Stand switch
            {
                LimitStand.Broken => 0,
                LimitStand.Tight => 1,
                LimitStand.CannotTell => 2,
                _ => 3,
            });
        return new Seen<LimitRow>(EquatableList.From(rows), limits.Unread);
    }
}
