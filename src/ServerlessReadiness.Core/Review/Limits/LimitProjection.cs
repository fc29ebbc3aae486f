using ServerlessReadiness.Core.Plans;

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

    /// <summary>Listeners on which the plan puts pages up; their rules and priorities count.</summary>
    public static EquatableList<Resource.Listener> ListenersOf(CompiledPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return EquatableList.From(ListenerRows.Pages(plan)
            .Select(p => plan.FindComponent(p.On)?.Resource)
            .OfType<Resource.Listener>()
            .Distinct());
    }

    /// <summary>Quotas that these facts meet, by where.</summary>
    public static EquatableList<(string Account, string Region, QuotaKey Key)> QuotasOf(
        CompiledPlan plan,
        LimitFacts facts)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(facts);
        var demanded = QuotaDemands.Of(plan, facts.Groups.Items)
            .Where(d => d.Key.Code.Length > 0 || d.Unknown is null)
            .Select(d => (d.Account, d.Region, d.Key));
        var targets = facts.TargetGroups.Items
            .SelectMany(t => TargetRows.KeysOf(t).Select(k => (t.Account, t.Region, k)));
        var rules = facts.Listeners.Items
            .Select(l => (l.Resource.Account, l.Resource.Region, TargetRows.RulesPerApplication));
        return EquatableList.From(demanded.Concat(targets).Concat(rules).Distinct());
    }
}
