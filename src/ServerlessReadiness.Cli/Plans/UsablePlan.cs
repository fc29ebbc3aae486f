using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Cli.Plans;

/// <summary>Reads a plan for a command that has nothing to do without one: every problem is in the error.</summary>
internal static class UsablePlan
{
    private const int ProblemsShownMax = 20;

    /// <param name="path">A plan in YAML, or compiled as JSON.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CliException">Bad input: the file cannot be read, or the plan has problems.</exception>
    public static async Task<CompiledPlan> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var file = await PlanFile.ReadAsync(path, cancellationToken);
        return file.Plan ?? throw CliException.BadInput(
            $"plan {path} has {file.Problems.Count} problem(s):\n  "
                + string.Join("\n  ", file.Problems.Take(ProblemsShownMax).Select(p => p.InFile(path).TrimEnd('.'))),
            $"correct them; readiness plan validate {path} lists them all");
    }
}
