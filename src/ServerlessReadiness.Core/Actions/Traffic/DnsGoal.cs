using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Actions.Traffic;

/// <summary>Where weighted records are to go, and how carefully.</summary>
/// <param name="Records">All of the name's records, with the weights to reach.</param>
/// <param name="StepPercent">Share of the whole traffic that one stage moves at most.</param>
/// <param name="Soak">How long a stage is watched, once it is everywhere.</param>
/// <param name="IsExact">Whether the very weights are wanted, rather than their proportion.</param>
internal sealed record DnsGoal(EquatableList<DnsRecord> Records, int StepPercent, TimeSpan Soak, bool IsExact);
