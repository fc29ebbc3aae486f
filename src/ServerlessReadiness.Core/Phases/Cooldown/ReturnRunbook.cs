using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Phases.Cooldown;

/// <summary>How each kind of resource goes back to what it was before the event.</summary>
public static class ReturnRunbook
{
    private const int HurryPercent = 25;
    private static readonly TimeSpan HurrySoak = TimeSpan.FromMinutes(1);

    /// <summary>Whether the resource moves or turns away traffic, rather than carrying it.</summary>
    public static bool IsTraffic(Resource resource) => resource is Resource.DnsRecords or Resource.Listener
        or Resource.Setting { Service: SettingService.SsmParameters or SettingService.WebAclRateLimit };

    /// <summary>What is shed or moved away by us, so that it has to go back; null for nothing.</summary>
    public static string? Shed(ResourceState? resource) => resource switch
    {
        { Pages: [var page, ..] } => $"{page} of ours is up",
        { RestorePoint.Subnets.Count: > 0 } => "a zone was left",
        _ => null,
    };

    /// <summary>Whether something has to go back.</summary>
    public static bool IsOwed(ResourceState? resource) => resource?.RestorePoint is not null || Shed(resource) is not null;

    /// <summary>The run that takes a component back.</summary>
    /// <param name="component">The component.</param>
    /// <param name="resource">What is known of its resource.</param>
    /// <param name="how">The plan's pace.</param>
    /// <param name="forced">A person's reason to lower capacity although the load seems to need it; null for none.</param>
    public static Runbook Of(Component component, ResourceState? resource, ReturnToNormal how, string? forced)
    {
        ArgumentNullException.ThrowIfNull(component);
        ArgumentNullException.ThrowIfNull(how);
        if (IsTraffic(component.Resource))
        {
            return Named(TrafficSteps(component.Resource, new StepAction.DnsRestore(how.StepPercent, how.StepEvery)));
        }

        var capacity = BuiltInRunbooks.Return(component, how, forced);
        return resource?.RestorePoint is { Subnets.Count: > 0 }
            ? capacity with { Steps = [Step("zone", new StepAction.ZoneBack()), .. capacity.Steps] }
            : capacity;
    }

    /// <summary>The run that takes back what a component sheds or moves away, now; null when it is nothing of the kind.
    /// </summary>
    public static Runbook? OfTraffic(Component component, ResourceState? resource)
    {
        ArgumentNullException.ThrowIfNull(component);
        return IsTraffic(component.Resource)
            ? Named(TrafficSteps(component.Resource, new StepAction.DnsRestore(HurryPercent, HurrySoak)))
            : resource?.RestorePoint is { Subnets.Count: > 0 }
                ? Named([Step("zone", new StepAction.ZoneBack())])
                : null;
    }

    private static EquatableList<RunbookStep> TrafficSteps(Resource resource, StepAction.DnsRestore shares) => resource switch
    {
        Resource.DnsRecords { Policy: DnsPolicy.Weighted } => [Step("restore", shares)],
        Resource.DnsRecords => [Step("failback", new StepAction.DnsFailback())],

        // A zonal shift leaves no restore point, since it ends by itself; what is not there is not taken back.
        Resource.Listener =>
            [Step("page", new StepAction.MaintenanceOff()), Step("zone", new StepAction.ZoneBack())],
        Resource.Setting { Service: SettingService.WebAclRateLimit } => [Step("rate", new StepAction.RateRestore())],
        _ => [Step("features", new StepAction.FeatureRestore())],
    };

    private static Runbook Named(EquatableList<RunbookStep> steps) => new(BuiltInRunbooks.ReturnName, steps);

    private static RunbookStep Step(string name, StepAction action) =>
        new(name, action, BuiltInRunbooks.ReturnTimeout);
}
