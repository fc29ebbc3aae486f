using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Actions;

/// <summary>All that an action's rules may look at.</summary>
/// <param name="Run">The run.</param>
/// <param name="Step">The step's record, with the effects so far.</param>
/// <param name="Component">The component and its limits.</param>
/// <param name="Seen">The world as read just now.</param>
/// <param name="Now">The present instant.</param>
public sealed record StepContext(
    Run Run,
    StepRecord Step,
    Component Component,
    Observation Seen,
    DateTimeOffset Now)
{
    /// <summary>The instance that the alarm or the operator meant.</summary>
    public InstanceId? Instance => Run.Instance;

    /// <summary>Whether a change of this kind was performed in this step.</summary>
    public TChange? Performed<TChange>()
        where TChange : Change =>
        Step.Effects.Where(e => e.State == EffectState.Done).Select(e => e.Change).OfType<TChange>().LastOrDefault();
}
