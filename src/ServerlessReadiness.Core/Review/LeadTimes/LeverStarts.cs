using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Review.Limits;

namespace ServerlessReadiness.Core.Review.LeadTimes;

/// <summary>For each lever of a plan the latest safe start before the first pre-warm stage.</summary>
public static class LeverStarts
{
    private static readonly TimeSpan DueWithin = TimeSpan.FromDays(3);

    /// <param name="plan">The plan in force.</param>
    /// <param name="rows">The limits, of which those that are too small need a request; empty when not known.</param>
    /// <param name="done">What has been done.</param>
    /// <param name="now">The present instant.</param>
    /// <returns>The earliest first.</returns>
    public static EquatableList<LeverStart> Of(
        CompiledPlan plan,
        IReadOnlyCollection<LimitRow> rows,
        LeversDone done,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(done);
        var first = FirstStage(plan);
        return EquatableList.From(Quotas(rows)
            .Concat(plan.Components.SelectMany(Components))
            .Concat(plan.Contacts.Where(c => c.Confirm is not null).Select(Confirmation))
            .Select(w => Start(w, first, done, now))
            .OrderBy(s => s.Latest)
            .ThenBy(s => s.Lever)
            .ThenBy(s => s.Thing, StringComparer.Ordinal));
    }

    /// <summary>When the first pre-warm stage begins; the pre-warm itself when there is none.</summary>
    public static DateTimeOffset FirstStage(CompiledPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Stages.Select(s => s.At).Append(plan.Schedule.Prewarm).Min();
    }

    private static IEnumerable<Wish> Quotas(IReadOnlyCollection<LimitRow> rows) =>
        QuotaRequests.Of(rows).Select(r => new Wish(
            Lever.QuotaIncrease,
            LeverStart.ThingOf(r),
            $"from {r.Before:0.##} to {r.Desired:0.##}; reset after the event"));

    private static IEnumerable<Wish> Components(Component component) => component.Resource switch
    {
        Resource.AutoScalingGroup =>
        [
            new Wish(
                Lever.CapacityReservation,
                component.Name.Value,
                $"reserve what the ceiling of {component.Ceiling} needs, in the group's zones and types; cancel it "
                + "after the event"),
        ],
        Resource.Listener listener =>
        [
            new Wish(
                Lever.LoadBalancerCapacity,
                component.Name.Value,
                $"reserve capacity units for {listener.LoadBalancerArn}; the region's quota of them is 0 by default"),
        ],
        Resource.Setting { Service: SettingService.TableWarmThroughput } =>
        [
            new Wish(
                Lever.TableWarmThroughput,
                component.Name.Value,
                $"{string.Join(", ", component.Settings)}; it cannot be lowered again"),
        ],
        Resource.Setting { Service: SettingService.RdsInstance } when component.Settings.Any(s => s.Name == "class") =>
        [
            new Wish(Lever.DatabaseClass, component.Name.Value, Consent(component)) { By = component.Restart?.Until },
        ],
        _ => [],
    };

    private static Wish Confirmation(Contact contact) =>
        new(Lever.ContactConfirmation, contact.Name, $"asked to confirm until {contact.Confirm:u}")
        {
            By = contact.Confirm,
        };

    private static string Consent(Component component) => component.Restart is { } consent
        ? $"restarts it; {consent.ApprovedBy} agreed for {consent.From:u} to {consent.Until:u}"
        : "restarts it, and nobody has agreed to that yet";

    // The plan's own date counts where it is earlier; a later one makes no late start safe.
    private static LeverStart Start(Wish wish, DateTimeOffset first, LeversDone done, DateTimeOffset now)
    {
        var latest = first - LeadTime.Of(wish.Lever);
        var note = wish.Note;
        if (wish.By is { } by)
        {
            note = by > latest ? $"{note}; the plan's date is later than is safe" : note;
            latest = by < latest ? by : latest;
        }

        var state = done.Has(wish.Lever, wish.Thing) ? LeverState.Done
            : now > latest ? LeverState.Late
            : now > latest - DueWithin ? LeverState.Due
            : LeverState.InTime;
        return new LeverStart(wish.Lever, wish.Thing, latest, state, note);
    }

    private sealed record Wish(Lever Lever, string Thing, string Note)
    {
        public DateTimeOffset? By { get; init; }
    }
}
