namespace ServerlessReadiness.Core.Plans;

/// <summary>Who is told when nobody sees to a trouble.</summary>
/// <param name="Steps">One after the other; empty for the default order of roles.</param>
/// <param name="RepeatEvery">How often the last step is repeated.</param>
public sealed record EscalationPlan(EquatableList<EscalationTerm> Steps, TimeSpan RepeatEvery)
{
    public static readonly TimeSpan AfterDefault = TimeSpan.FromMinutes(10);

    public static readonly EscalationPlan Default = new([], TimeSpan.FromHours(1));
}
