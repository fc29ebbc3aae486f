using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Plans;

/// <summary>What came of applying a plan.</summary>
public abstract record PlanApplied
{
    private PlanApplied()
    {
    }

    public sealed record Applied(int Version, Phase Phase, AutomationMode Mode) : PlanApplied;

    /// <summary>The plan has problems; all of them are listed.</summary>
    public sealed record Invalid(EquatableList<PlanProblem> Problems) : PlanApplied;

    /// <summary>The plan is sound, but cannot be put in force now.</summary>
    public sealed record Refused(string Reason) : PlanApplied;
}
