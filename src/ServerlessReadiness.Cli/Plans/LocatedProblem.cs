using System.Text.Json.Nodes;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Plans;

namespace ServerlessReadiness.Cli.Plans;

/// <summary>A problem of a plan, with the place in the file that it is about.</summary>
public sealed record LocatedProblem(JsonPosition At, PlanProblem Problem)
{
    public static LocatedProblem Of(PlanTextProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new LocatedProblem(
            new JsonPosition(problem.Line, problem.Column),
            new PlanProblem(problem.Path, problem.Cause, problem.NextStep));
    }

    public string InFile(string file) =>
        $"{file}:{At.Line}:{At.Column}: {(Problem.Path.Length == 0 ? "plan" : Problem.Path)}: "
        + $"{Problem.Cause}; {Problem.NextStep.TrimEnd('.')}{(Problem.NextStep.EndsWith('?') ? "" : ".")}";

    public JsonObject ToJson() => new()
    {
        ["line"] = At.Line,
        ["column"] = At.Column,
        ["path"] = Problem.Path,
        ["cause"] = Problem.Cause,
        ["next"] = Problem.NextStep,
    };
}
