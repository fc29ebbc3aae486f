using ServerlessReadiness.Application.Ports;

namespace ServerlessReadiness.Application.Runs;

/// <summary>The ports to the account, together: real adapters in Lambda, the simulated world elsewhere.</summary>
public sealed record World(
    IFleets Fleets,
    IScalableTargets Targets,
    IInstances Instances,
    IAlarms Alarms,
    INotifier Notifier,
    IQuotas Quotas,
    IMetrics Metrics,
    ISettings Settings,
    IDns Dns,
    IListeners Listeners,
    IZones Zones,
    IAutomations Automations,
    IHooks Hooks,
    IAttachments Attachments)
{
    /// <summary>Mail to contacts; where nothing sends mail, each is refused with the reason.</summary>
    public IMail Mail { get; init; } = new NoMail();

    /// <summary>Pictures of metrics; where nothing draws, there are none.</summary>
    public IMetricCharts Charts { get; init; } = new NoCharts();

    /// <summary>The leaders' topic; null where there is none.</summary>
    public INotifier? Leadership { get; init; }
}
