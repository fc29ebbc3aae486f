using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Reports;

/// <summary>Who gets a report.</summary>
public static class ReportRecipients
{
    /// <summary>The role of contacts outside the company: what goes wrong inside is not told to them.</summary>
    public const string External = "external";

    /// <summary>Who gets a report that is due: Clock may still be about to move the phase, so the schedule says it.
    /// </summary>
    public static EquatableList<Delivery> Of(CompiledPlan plan, EventHead head, ReportDue due, bool hasTopic)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(due);
        var planned = plan.Schedule.PhaseAt(due.At);
        return Of(
            plan,
            due.Kind switch
            {
                ReportKind.Final => null,
                ReportKind.LiveOver => Phase.Live,
                _ => head.Cancelling is not null || planned == Phase.Closed ? Phase.Cooldown : planned,
            },
            hasTopic);
    }

    /// <summary>The leadership topic in each language, and each contact of the phase in their own.</summary>
    /// <param name="plan">The plan in force.</param>
    /// <param name="phase">The event's phase; null for the last report, which everyone gets.</param>
    /// <param name="hasTopic">Whether there is a leadership topic.</param>
    public static EquatableList<Delivery> Of(CompiledPlan plan, Phase? phase, bool hasTopic)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var languages = plan.Reports.Languages.Count > 0 ? plan.Reports.Languages : [plan.Reports.FirstLanguage];
        var topic = hasTopic ? languages.Select(l => Delivery.Open(null, "", l)) : [];
        var contacts = plan.Reports.From is null
            ? []
            : plan.Contacts
                .Where(c => !string.Equals(c.Role, External, StringComparison.OrdinalIgnoreCase))
                .Where(c => phase is not { } now || c.Phases.Count == 0 || c.Phases.Contains(now))
                .DistinctBy(c => c.Address, StringComparer.OrdinalIgnoreCase)
                .Select(c => Delivery.Open(c.Address, c.Name, c.Language ?? plan.Reports.FirstLanguage));
        return EquatableList.From(topic.Concat(contacts));
    }
}
