using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Testing.Worlds;

/// <summary>
/// A listener of an Application Load Balancer and its load balancer's zones, as they are believed to behave: priorities
/// are unique, what a rule may be is bounded, a resource has one zonal shift at a time. Not thread-safe.
/// </summary>
public sealed class FakeListener
{
    private readonly List<ListenerRule> _rules = [];
    private readonly List<ZonalShift> _shifts = [];
    private int _made;

    public IReadOnlyList<ListenerRule> Rules => [.. _rules.OrderBy(r => r.Priority)];

    /// <summary>Where the default rule forwards to; empty for a redirect.</summary>
    public EquatableList<SettingValue> DefaultTargets { get; set; } = [new("targetgroup/web/1", "100")];

    public EquatableList<ZoneView> Zones { get; set; } =
    [
        new("ap-northeast-2a", "apne2-az1", ["subnet-a"]),
        new("ap-northeast-2b", "apne2-az2", ["subnet-b"]),
    ];

    /// <summary>Whether zonal shifts are turned on in the load balancer's attributes.</summary>
    public bool CanShift { get; set; } = true;

    public IReadOnlyList<ZonalShift> Shifts => _shifts;

    /// <summary>The page that answers a request; null when it is served.</summary>
    public FixedPage? Answer(string host, string path, SettingValue? header = null) => Rules
        .FirstOrDefault(r => Fits(r.Hosts, host, StringComparison.OrdinalIgnoreCase)
            && Fits(r.Paths, path, StringComparison.Ordinal)
            && (r.Header is null || r.Header == header))
        ?.Page;

    /// <summary>A rule of somebody else's.</summary>
    public void Add(int priority, EquatableList<string> paths) => _rules.Add(
        new ListenerRule(Arn(), priority, [], paths, null) { Targets = DefaultTargets });

    /// <summary>A controller removes what it does not know.</summary>
    public void DeleteForeign(Func<ListenerRule, bool> which) => _rules.RemoveAll(r => r.Owner is not null && which(r));

    public void Shift(ZonalShift shift) => _shifts.Add(shift);

    public ListenerSnapshot Snapshot() => new(EquatableList.From(Rules), DefaultTargets);

    public ZonesSnapshot ZonesAt(DateTimeOffset now)
    {
        _shifts.RemoveAll(s => s.ExpiresAt <= now);
        return new ZonesSnapshot(Zones, EquatableList.From(_shifts), CanShift);
    }

    /// <summary>Makes the change, or says why the service refuses it.</summary>
    public string? Perform(Change change, DateTimeOffset now) => change switch
    {
        Change.CreateListenerRule c => Create(c.Rule),
        Change.DeleteListenerRule c => _rules.RemoveAll(r => r.Arn == c.Rule.Arn) == 0
            ? $"there is no rule {c.Rule.Arn}"
            : null,
        Change.StartZonalShift c => Start(c, now),
        Change.CancelZonalShift c => _shifts.RemoveAll(s => s.Id == c.ShiftId) == 0
            ? $"zonal shift {c.ShiftId} is not in force"
            : null,
        _ => $"a listener cannot {change.Describe()}",
    };

    private string? Create(ListenerRule rule)
    {
        var refusal = rule switch
        {
            { Priority: < 1 or > PageTerms.PriorityMax } => $"priority {rule.Priority} is out of range",
            _ when _rules.Exists(r => r.Priority == rule.Priority) => $"priority {rule.Priority} is in use",
            { Page.Body.Length: > FixedPage.BodyLengthMax } => "the fixed response's body is too long",
            { Page: null, Targets.Count: 0 } => "a forward needs a target group",
            { Owner: null or "" } => "the rule bears no tag of ours",
            _ => PageTerms.Refusal(rule.Hosts, rule.Paths, rule.Header),
        };
        if (refusal is null)
        {
            _rules.Add(rule with { Arn = Arn() });
        }

        return refusal;
    }

    private string? Start(Change.StartZonalShift change, DateTimeOffset now)
    {
        ZonesAt(now);
        if (_shifts.Count > 0 || !CanShift || change.ExpiresAt > now.AddDays(3) || change.ExpiresAt <= now
            || Zones.All(z => z.Id != change.ZoneId))
        {
            return $"no zonal shift away from {change.ZoneId} can be started until {change.ExpiresAt:u}";
        }

        _made++;
        _shifts.Add(new ZonalShift($"shift-{_made}", change.ZoneId, change.ExpiresAt, change.Comment));
        return null;
    }

    private string Arn()
    {
        _made++;
        return $"arn:rule/{_made}";
    }

    private static bool Fits(EquatableList<string> patterns, string text, StringComparison comparison) =>
        patterns.Count == 0 || patterns.Any(p => Patterns.CanBothFit(p, text, comparison));
}
