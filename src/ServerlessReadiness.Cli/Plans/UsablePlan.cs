using System.Text;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Plans;

namespace ServerlessReadiness.Cli.Plans;

/// <summary>Reads a plan for a command that needs a sound one: every problem is in the error when it is not.</summary>
internal static class UsablePlan
{
    private const int ProblemsShownMax = 20;

    /// <param name="path">A plan in YAML, or compiled as JSON.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CliException">Bad input: the file cannot be read, or the plan has problems.</exception>
    public static async Task<CompiledPlan> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var (plan, problems) = Path.GetExtension(path) is ".yaml" or ".yml"
            ? Compiled(await InputFile.ReadAsync(path, "plan", cancellationToken), path)
            : OfFile(await PlanFile.ReadAsync(path, cancellationToken));
        return plan ?? throw CliException.BadInput(
            $"plan {path} has {problems.Count} problem(s):\n  "
                + string.Join("\n  ", problems.Take(ProblemsShownMax).Select(p => p.TrimEnd('.'))),
            $"correct them; readiness plan validate {path} lists them all");
    }

    private static (CompiledPlan? Plan, IReadOnlyList<string> Problems) Compiled(byte[] yaml, string path)
    {
        var compilation = PlanCompiler.Compile(Encoding.UTF8.GetString(yaml), path);
        return (compilation.Plan, [.. compilation.Problems.Select(p => p.ToString())]);
    }

    private static (CompiledPlan? Plan, IReadOnlyList<string> Problems) OfFile(PlanFile file) =>
        (file.Plan, [.. file.Problems.Select(p => p.InFile(file.Path))]);
}
