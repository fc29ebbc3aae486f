namespace ServerlessReadiness.Core.Plans;

/// <summary>One thing wrong with a plan.</summary>
/// <param name="Path">Where, for example <c>components[2].ceiling</c>.</param>
/// <param name="Cause">What is wrong, with the values.</param>
/// <param name="NextStep">What to do about it.</param>
public sealed record PlanProblem(string Path, string Cause, string NextStep)
{
    public override string ToString() => $"{Path}: {Cause}; {NextStep}.";
}
