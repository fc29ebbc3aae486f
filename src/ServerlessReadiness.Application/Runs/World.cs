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
    IAttachments Attachments,
    IMail Mail,
    IMetricCharts Charts);
