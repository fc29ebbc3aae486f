namespace ServerlessReadiness.Plans;

/// <summary>One thing wrong with a plan's text, or worth knowing of it.</summary>
/// <param name="File">The file's name as it was given.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in characters.</param>
/// <param name="Cause">What is wrong, with the values.</param>
/// <param name="NextStep">What to do about it.</param>
public sealed record PlanTextProblem(string File, int Line, int Column, string Cause, string NextStep)
{
    /// <summary>The part of the text that it is about, such as <c>components.web.ceiling</c>; may be empty.</summary>
    public string Path { get; init; } = "";

    public override string ToString() =>
        $"{File}:{Line}:{Column}: {(Path.Length == 0 ? "" : $"{Path}: ")}{Cause}; "
        + $"{NextStep}{(NextStep.EndsWith('?') ? "" : ".")}";
}
