namespace ServerlessReadiness.Plans;

/// <summary>One thing wrong with a plan's text.</summary>
/// <param name="File">The file's name as it was given.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Cause">What is wrong, with the values.</param>
/// <param name="NextStep">What to do about it.</param>
public sealed record PlanTextProblem(string File, int Line, int Column, string Cause, string NextStep)
{
    public override string ToString() => $"{File}:{Line}:{Column}: {Cause}; {NextStep}.";
}
