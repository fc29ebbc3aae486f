using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Actions;

/// <summary>What a change finds and what it leaves, in words for the journal.</summary>
/// <param name="Before">What was there; null when it was not read, or when there is nothing to compare.</param>
/// <param name="After">What the change leaves there.</param>
public sealed record ChangeDifference(string? Before, string After)
{
    public static ChangeDifference Of(Change change, Observation seen)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(seen);
        return change switch
        {
            Change.SetGroupBounds c => new(c.From.ToString(), c.To.ToString()),
            Change.SetTargetBounds c => new(c.From.ToString(), c.To.ToString()),
            Change.SetGroupDesired c => new($"{c.From} desired", $"{c.To} desired"),
            Change.SetSecurityGroups c => new(string.Join(", ", c.From), string.Join(", ", c.To)),
            Change.TerminateMember c => new(Member(seen, seen.Group?.Find(c.Instance)), $"{c.Instance} terminated"),
            Change.EnterStandby c => new(Member(seen, seen.Group?.Find(c.Instance)), $"{c.Instance} Standby"),
            Change.ExitStandby c => new(Member(seen, seen.Group?.Find(c.Instance)), $"{c.Instance} InService"),
            Change.MarkUnhealthy c => new(Member(seen, seen.Group?.Find(c.Instance)), $"{c.Instance} unhealthy"),
            Change.RebootInstance c => new(seen.Instance?.State, $"{c.Instance} restarted"),
            Change.StopInstance c => new(seen.Instance?.State, $"{c.Instance} stopped"),
            Change.StartInstance c => new(seen.Instance?.State, $"{c.Instance} running"),
            Change.PutScheduledAction c => new(Armed(seen, c.Floor.Name), c.Floor.ToString()),
            Change.DeleteScheduledAction c => new(Armed(seen, c.Name), $"{c.Name} not armed"),
            Change.SetSettings c => new(string.Join(", ", c.From), string.Join(", ", c.To)),
            Change.SetRecords c => new(string.Join(", ", c.From), string.Join(", ", c.To)),
            Change.InvertHealthCheck c => new(Inversion(!c.To), Inversion(c.To)),
            Change.CreateListenerRule c => new(Rules(seen), Content(c.Rule)),
            Change.DeleteListenerRule c => new(Content(c.Rule), $"{c.Rule} removed"),
            Change.StartZonalShift c => new(Shifts(seen), $"away from {c.Zone} until {c.ExpiresAt:u}"),
            Change.CancelZonalShift c => new(Shifts(seen), $"{c.Zone} in use"),
            Change.SetGroupSubnets c => new(string.Join(", ", c.From), string.Join(", ", c.To)),
            Change.Publish c => new(null, c.Subject),
            Change.SendMail c => new(null, c.Subject),
            _ => new(null, change.Describe()),
        };
    }

    private static string Inversion(bool inverted) => inverted ? "inverted" : "not inverted";

    private static string? Rules(Observation seen) => seen.Listener is not { } listener
        ? null
        : listener.Rules.Where(r => r.Owner is not null).Select(Content).ToList() is { Count: > 0 } ours
            ? string.Join(", ", ours)
            : "no rule of ours";

    private static string Content(ListenerRule rule) => rule.Page is { } page
        ? $"{rule}: status {page.Status}, {page.ContentType}, {page.Body.Length} characters"
        : $"{rule}: {string.Join(", ", rule.Targets)}";

    private static string? Shifts(Observation seen) => seen.Zones is not { } zones
        ? null
        : zones.Shifts.Count == 0
            ? "no zonal shift"
            : string.Join(", ", zones.Shifts.Select(s => $"away from {s.ZoneId} until {s.ExpiresAt:u}"));

    private static string? Armed(Observation seen, string name) => seen.Group?.Armed is not { } armed
        ? null
        : armed.FirstOrDefault(a => a.Name == name)?.ToString() ?? $"{name} not armed";

    private static string? Member(Observation seen, GroupMember? member) => member is null
        ? null
        : $"{member.Instance} {member.LifecycleState}{(member.Healthy ? "" : ", unhealthy")}, "
            + $"{seen.Group!.Serving} of {seen.Group.Desired} in service";
}
