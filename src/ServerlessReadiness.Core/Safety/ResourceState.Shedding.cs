using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Safety;

/// <summary>What is known of the load that a resource sheds for us.</summary>
public sealed partial record ResourceState
{
    /// <summary>Rules of ours that a listener is to have, so that one that someone else deletes is missed.</summary>
    [JsonRequired]
    public EquatableList<ListenerRule> Pages { get; init; } = [];

    /// <summary>When rules of ours were last found missing and what was done; null for never.</summary>
    [JsonRequired]
    public PageLoss? PageLoss { get; init; }

    /// <summary>The settings that we set last; one that reads otherwise is someone else's.</summary>
    [JsonRequired]
    public EquatableList<SettingValue> SettingsInForce { get; init; } = [];

    /// <summary>What a run that ended leaves up: a page that was taken off, or given up, is no longer missed.</summary>
    public ResourceState AfterStep(StepRecord step, RunId run)
    {
        ArgumentNullException.ThrowIfNull(step);
        return (step.Step.Do, step.State) switch
        {
            (StepAction.MaintenanceOff, StepState.Done) => this with { Pages = [], PageLoss = null },

            // A page that is fought over is for the person who was called.
            (StepAction.MaintenanceOn, StepState.Undone or StepState.Failed or StepState.Refused) => this with
            {
                Pages = EquatableList.From(Pages.Where(p => p.Owner != run.Value)),
            },
            (StepAction.ZoneBack, StepState.Done) or (StepAction.ZoneAway, StepState.Undone) => InAllZones(),
            (StepAction.FeatureRestore or StepAction.RateRestore, StepState.Done) => Restored(),
            _ => this,
        };
    }

    private ResourceState InAllZones() => this switch
    {
        { RestorePoint: not { Subnets.Count: > 0 } } => this,

        // Its capacity was restored while a zone was left: now nothing is owed any more.
        { InForce: null } => this with { RestorePoint = null },
        _ => this with { RestorePoint = RestorePoint! with { Subnets = [] } },
    };

    /// <summary>With what a change that sheds sets, before it is made.</summary>
    private ResourceState Shed(Change change) => change switch
    {
        Change.CreateListenerRule c => this with { Pages = WithoutPage(c.Rule).Add(c.Rule) },
        Change.DeleteListenerRule c => this with { Pages = WithoutPage(c.Rule) },
        Change.SetSettings c => this with { SettingsInForce = SettingsAfter(c.To) },
        _ => this,
    };

    /// <summary>As before a change that sheds, of which the world shows that it never happened.</summary>
    private ResourceState Unshed(Change change) => change switch
    {
        Change.CreateListenerRule c => this with { Pages = WithoutPage(c.Rule) },
        Change.DeleteListenerRule c => this with { Pages = WithoutPage(c.Rule).Add(c.Rule) },
        Change.SetSettings c => this with { SettingsInForce = SettingsAfter(c.From) },
        _ => this,
    };

    // The restore point may be older than the leaving of a zone; until then the subnets are as they were.
    private static RestorePoint WithZones(RestorePoint point, Change change, Observation seen) =>
        change is Change.SetGroupSubnets && point.Subnets.Count == 0 && seen.Zones is { } zones
            ? point with { Subnets = zones.Zones }
            : point;

    private EquatableList<ListenerRule> WithoutPage(ListenerRule rule) =>
        EquatableList.From(Pages.Where(p => !p.DoesTheSame(rule)));

    private EquatableList<SettingValue> SettingsAfter(EquatableList<SettingValue> set) => EquatableList.From(
        SettingsInForce.Where(s => set.All(t => t.Name != s.Name)).Concat(set));
}
