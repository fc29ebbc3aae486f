using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Runbooks;

/// <summary>A runbook with its parameters filled in.</summary>
/// <param name="Runbook">Its steps as they will be performed; null when a parameter does not fit.</param>
/// <param name="Values">Every parameter's value, by name.</param>
/// <param name="Instance">The instance that it is about, if a parameter says so.</param>
/// <param name="Reason">What does not fit, all of it; empty when everything does.</param>
public sealed record RunbookBound(
    Runbook? Runbook,
    EquatableList<SettingValue> Values,
    InstanceId? Instance,
    string Reason);
