using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Runs;

/// <summary>A runbook that someone wants started.</summary>
/// <param name="Runbook">A runbook of the plan, or a built-in one.</param>
/// <param name="Component">On which component.</param>
/// <param name="Trigger">Why it exists.</param>
/// <param name="Reason">Why, in words; never empty.</param>
/// <param name="Parameters">Values of its parameters, by name; those left out have their defaults.</param>
/// <param name="Instance">About which instance; null for none, or for the one that a parameter names.</param>
public sealed record RunStart(
    RunbookName Runbook,
    ComponentName Component,
    RunTrigger Trigger,
    string Reason,
    IReadOnlyDictionary<string, string> Parameters,
    InstanceId? Instance)
{
    /// <summary>What is committed with the run, given it; nothing by default.</summary>
    public Func<Run, IEnumerable<StateWrite>> With { get; init; } = _ => [];
}
