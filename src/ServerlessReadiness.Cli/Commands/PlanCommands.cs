using System.CommandLine;
using System.Text.Json.Nodes;
using ServerlessReadiness.Cli.Plans;
using ServerlessReadiness.Cli.Rendering;
using ServerlessReadiness.Plans;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>plan</c>: what can be done with plans; and <c>plan validate</c>, <c>plan schema</c>.</summary>
internal static class PlanCommands
{
    public static Command Build(CommandShelf shelf)
    {
        var file = new Argument<string>("PLAN") { Description = "A plan: YAML, or its compiled form as JSON." };
        return CommandShelf.Group(
            "plan",
            "Checks plans, shows and compares them, and puts them in force.",
            [
                shelf.Make(
                    "validate",
                    "Lists everything that is wrong with a plan, each with its place in the file.",
                    [file],
                    (call, cancellationToken) => ValidateAsync(call, file, cancellationToken)),
                PlanShowCommand.Build(shelf),
                PlanDiffCommand.Build(shelf),
                PlanApplyCommand.BuildApply(shelf),
                PlanVersionCommands.BuildVersions(shelf),
                PlanVersionCommands.BuildRollback(shelf),
                shelf.Make(
                    "schema",
                    "Prints the JSON schema of the plan's YAML, for editors.",
                    [],
                    async (call, cancellationToken) =>
                    {
                        await call.Around.Out.WriteAsync(PlanSchema.Text.AsMemory(), cancellationToken);
                        return ExitCodes.Done;
                    }),
            ]);
    }

    public static int ShowProblems(Screen screen, PlanFile file)
    {
        screen.Show(
            () => new JsonObject
            {
                ["valid"] = false,
                ["problems"] = new JsonArray([.. file.Problems.Select(p => p.ToJson())]),
            },
            () =>
            {
                foreach (var problem in file.Problems)
                {
                    screen.Line(problem.InFile(file.Path));
                }

                screen.Line($"{file.Problems.Count} problem(s).");
            });
        return ExitCodes.No;
    }

    private static async Task<int> ValidateAsync(
        CommandCall call,
        Argument<string> file,
        CancellationToken cancellationToken)
    {
        var plan = await PlanFile.ReadAsync(call.Required(file), cancellationToken);
        return plan.Plan is null ? ShowProblems(call.Screen, plan) : ShowValid(call.Screen, plan);
    }

    private static int ShowValid(Screen screen, PlanFile file)
    {
        var plan = file.Plan!;
        screen.Show(
            () => new JsonObject
            {
                ["valid"] = true,
                ["event"] = plan.Event.Value,
                ["components"] = plan.Components.Count,
                ["stages"] = plan.Stages.Count,
                ["responses"] = plan.Responses.Count,
                ["runbooks"] = plan.Runbooks.Count,
                ["problems"] = new JsonArray(),
                ["notices"] = new JsonArray([.. file.Notices.Select(n => n.ToJson())]),
            },
            () =>
            {
                foreach (var notice in file.Notices)
                {
                    screen.Line($"Notice: {notice.InFile(file.Path)}");
                }

                screen.Line(
                    $"{file.Path}: valid: event {plan.Event}, {plan.Components.Count} components, "
                    + $"{plan.Responses.Count} responses, {plan.Runbooks.Count} runbooks, "
                    + $"{plan.Stages.Count} pre-warm stages.");
            });
        return ExitCodes.Done;
    }
}
