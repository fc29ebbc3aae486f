using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Actions;

/// <summary>What was read of the world just before a decision. Null means: not asked for, or not readable.</summary>
/// <param name="At">When.</param>
/// <param name="Group">The component's group.</param>
/// <param name="Target">The component's scalable target.</param>
/// <param name="Instance">The instance that the run is about.</param>
/// <param name="QuotaHeadroom">Further units that the account's quota allows; null when not measurable.</param>
/// <param name="Unreadable">Why something could not be read, naming it; null when all was.</param>
/// <param name="IsHopeless">
/// Looking again will not help: the component's resource does not exist, or the role may not read it.
/// </param>
public sealed record Observation(
    DateTimeOffset At,
    GroupSnapshot? Group,
    TargetSnapshot? Target,
    InstanceSnapshot? Instance,
    int? QuotaHeadroom,
    string? Unreadable,
    bool IsHopeless = false)
{
    /// <summary>The component's setting resource.</summary>
    public SettingSnapshot? Setting { get; init; }

    /// <summary>The component's alarms that fire; null when not asked for.</summary>
    public EquatableList<AlarmId>? Firing { get; init; }

    /// <summary>What we know of the resource: restore point, bounds in force, armed floors; null when not asked for.
    /// </summary>
    public ResourceState? Record { get; init; }

    /// <summary>The component's DNS records and health checks.</summary>
    public RecordsSnapshot? Records { get; init; }

    /// <summary>The component's listener.</summary>
    public ListenerSnapshot? Listener { get; init; }

    /// <summary>The component's zones and zonal shifts.</summary>
    public ZonesSnapshot? Zones { get; init; }

    /// <summary>What is behind each of the component's endpoints; null when not asked for.</summary>
    public EquatableList<EndpointFacts>? Endpoints { get; init; }

    /// <summary>The component's floor in force, 0 for none; null when not asked for.</summary>
    public int? Floor { get; init; }

    /// <summary>How far the service is with what the step's last effect started.</summary>
    public ReceiptSnapshot? Receipt { get; init; }

    /// <summary>
    /// Of the alarms that stop staged work on the component those that are not OK: Firing, or else saying nothing;
    /// null when they cannot be read.
    /// </summary>
    public EquatableList<AlarmReading>? Stops { get; init; }

    /// <summary>Whether each alarm of the step's conditions fires, by name; one that cannot be read is absent.</summary>
    public EquatableList<AlarmReading>? Alarms { get; init; }

    /// <summary>The newest value of each metric of the step's conditions; one without data is absent.</summary>
    public EquatableList<MetricReading>? Metrics { get; init; }

    /// <summary>The instance that waits in a lifecycle hook, as far as the step under way asks.</summary>
    public WaitingFacts? Waiting { get; init; }

    public static Observation Nothing(DateTimeOffset at) => new(at, null, null, null, null, null);
}
