using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Core.Shedding;


/// <summary>A listener as it was read just now.</summary>
/// <param name="Rules">All but the default, by priority.</param>
/// <param name="DefaultTargets">Where the default rule forwards to; empty when it does not forward.</param>
public sealed record ListenerSnapshot(EquatableList<ListenerRule> Rules, EquatableList<SettingValue> DefaultTargets);
