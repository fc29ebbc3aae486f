using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Safety;

/// <summary>What the system knows of a resource that it touches.</summary>
/// <param name="Resource">The resource's key.</param>
/// <param name="Owner">The active event that it belongs to; one at most.</param>
/// <param name="Lease">The right to act, while a run holds it.</param>
/// <param name="LastFence">The highest fence ever given.</param>
/// <param name="RestorePoint">Captured with the first effect.</param>
/// <param name="InForce">The bounds that we set last; null while we set none.</param>
/// <param name="Schema">The document's schema.</param>
public sealed partial record ResourceState(
    string Resource,
    EventId Owner,
    Lease? Lease,
    long LastFence,
    RestorePoint? RestorePoint,
    Bounds? InForce,
    [property: JsonRequired] int Schema = ResourceState.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 2;

    public static int SchemaLatest => SchemaNow;

    /// <summary>Floors that Auto Scaling sets by itself, as we last knew: "armed outside us".</summary>
    [JsonRequired]
    public EquatableList<ArmedFloor> Armed { get; init; } = [];

    /// <summary>A name's records as we set them last; empty while we set none.</summary>
    [JsonRequired]
    public EquatableList<DnsRecord> Records { get; init; } = [];

    /// <summary>The newest change that nobody knows the outcome of; null when there was none since the last restore.
    /// </summary>
    [JsonRequired]
    public DoubtfulChange? Doubt { get; init; }

    /// <summary>
    /// A change lands within this time of being sent or not at all: the longest attempt, and what a service may take to
    /// work off what it accepted.
    /// </summary>
    public static readonly TimeSpan LandsWithin = TimeSpan.FromMinutes(3);

    /// <summary>A scheduled action may fire this late; one that shows no effect by then did not fire.</summary>
    public static readonly TimeSpan FiresWithin = TimeSpan.FromMinutes(5);

    /// <summary>
    /// With a change that is about to be made: the restore point captured before the first touch, and what we set last.
    /// A bound that the change leaves as it is stays as it was known: if it is someone else's, it does not become ours.
    /// </summary>
    public ResourceState Touched(Change change, Observation seen)
    {
        ArgumentNullException.ThrowIfNull(change);
        if ((RestorePoint ?? PointOf(seen)) is not { } point)
        {
            return Shed(change);
        }

        var touched = Shed(change) with { RestorePoint = WithZones(point, change, seen) };
        return change switch
        {
            Change.SetGroupBounds c => touched with { InForce = InForceAfter(c.From, c.To) },
            Change.SetTargetBounds c => touched with { InForce = InForceAfter(c.From, c.To) },
            Change.PutScheduledAction c => touched with { Armed = Without(c.Floor.Name).Add(c.Floor) },
            Change.DeleteScheduledAction c => touched with { Armed = Without(c.Name) },
            Change.SetRecords c => touched with { Records = Replaced(seen.Records?.Records ?? Records, c.To) },
            _ => touched,
        };
    }

    /// <summary>As before a change that did not happen after all.</summary>
    public ResourceState Untouched(ResourceState before)
    {
        ArgumentNullException.ThrowIfNull(before);
        return this with
        {
            RestorePoint = before.RestorePoint,
            InForce = before.InForce,
            Armed = before.Armed,
            Records = before.Records,
            Pages = before.Pages,
            SettingsInForce = before.SettingsInForce,
        };
    }

    /// <summary>As found after a change of which the world shows that it never happened.</summary>
    public ResourceState Missed(Change change) => change switch
    {
        Change.SetGroupBounds c when InForce is not null => this with { InForce = InForceAfter(c.To, c.From) },
        Change.SetTargetBounds c when InForce is not null => this with { InForce = InForceAfter(c.To, c.From) },
        Change.SetRecords c => this with { Records = Replaced(Records, c.From) },
        _ => Unshed(change),
    };

    /// <summary>
    /// With a change that the world does not show, and that was never answered: that it is not there yet does not prove
    /// that it will not come.
    /// </summary>
    public ResourceState InDoubt(Change change, DateTimeOffset sentAt) =>
        Doubt?.LandsBy > sentAt + LandsWithin
            ? this
            : this with { Doubt = new DoubtfulChange(change, sentAt + LandsWithin) };

    /// <summary>
    /// With what has become ours meanwhile: a change of ours that landed late, and a floor that Auto Scaling set for us
    /// when its instant came. A restore would take either for someone else's.
    /// </summary>
    public ResourceState Caught(Observation seen)
    {
        ArgumentNullException.ThrowIfNull(seen);

        // It stays in doubt: what shows may be the same change sent again, with the first one still on its way.
        var landed = Doubt is { } doubt && RestorePoint is not null && HasLanded(doubt.Change, seen)
            ? Touched(doubt.Change, seen)
            : this;
        return landed.CaughtArmed(seen);
    }

    // Exactly: a bound that has moved on since is what was set later.
    private static bool HasLanded(Change change, Observation seen) => change switch
    {
        Change.SetGroupBounds c => seen.Group?.Bounds == c.To,
        Change.SetTargetBounds c => seen.Target?.Bounds == c.To,
        _ => ChangeEvidence.Shows(change, seen) == true,
    };

    private ResourceState CaughtArmed(Observation seen)
    {
        if (seen.Group is not { } group || (group.Armed is null && !Armed.Any(a => a.At <= seen.At)))
        {
            return this;
        }

        var fired = Armed.Where(a => a.At <= seen.At && a.Minimum == group.Bounds.Minimum).MaxBy(a => a.At);
        var due = Armed.Where(a => a.At <= seen.At
            && a.Minimum != group.Bounds.Minimum && seen.At - a.At < FiresWithin);

        // What the service shows is the truth; where it was not asked for, what we wrote last.
        var ahead = (group.Armed ?? Armed).Where(a => a.At > seen.At);
        return this with
        {
            Armed = EquatableList.From(due.Concat(ahead)),
            InForce = fired is null ? InForce : new Bounds(fired.Minimum, MaximumOf(fired, group.Bounds)),
        };
    }

    // A scheduled action lifts the maximum to its floor where the floor needs it, so one that reads like that is ours
    // too, even where an earlier floor had left it lower.
    private int MaximumOf(ArmedFloor fired, Bounds shown) =>
        fired.Maximum ?? (shown.Maximum == fired.Minimum ? shown.Maximum : InForce?.Maximum ?? shown.Maximum);

    /// <summary>
    /// Back to normal: nothing of it is ours any more. What is armed stays until it is disarmed, and a zone that was left
    /// is owed until it is in use again.
    /// </summary>
    public ResourceState Restored() => this with
    {
        RestorePoint = RestorePoint is { Subnets.Count: > 0 } ? RestorePoint : null,
        InForce = null,
        Records = [],
        SettingsInForce = [],
        Doubt = null,
    };

    public static ResourceState New(string resource, EventId owner) => new(resource, owner, null, 0, null, null);

    private static RestorePoint? PointOf(Observation seen) => seen switch
    {
        { Group: { } group } => new RestorePoint(group.Bounds, group.Desired, seen.At),
        { Target: { } target } => new RestorePoint(target.Bounds, target.Bounds.Minimum, seen.At),
        { Setting: { } setting } => new RestorePoint(new Bounds(0, 0), 0, seen.At) { Settings = setting.Values },
        { Records: { } records } => new RestorePoint(new Bounds(0, 0), 0, seen.At)
        {
            Records = records.Records,
            HealthChecks = records.HealthChecks,
        },
        _ => null,
    };

    private static EquatableList<DnsRecord> Replaced(EquatableList<DnsRecord> records, EquatableList<DnsRecord> by) =>
        EquatableList.From(records.Select(r => by.FirstOrDefault(b => b.SetIdentifier == r.SetIdentifier) ?? r));

    private Bounds InForceAfter(Bounds from, Bounds to) => InForce is not { } known
        ? to
        : new Bounds(
            to.Minimum == from.Minimum ? known.Minimum : to.Minimum,
            to.Maximum == from.Maximum ? known.Maximum : to.Maximum);

    private EquatableList<ArmedFloor> Without(string name) =>
        EquatableList.From(Armed.Where(a => a.Name != name));
}
