using System.CommandLine;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Plans;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Cli.Plans;
using ServerlessReadiness.Cli.Rendering;
using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>plan validate</c> and <c>plan apply</c>.</summary>
internal static class PlanCommands
{
    public static Command Build(CommandShelf shelf)
    {
        var file = new Argument<string>("PLAN") { Description = "A compiled plan, as JSON." };
        var mode = Choices.Mode("The mode of a new event; observe if not given. An event that exists keeps its own.");
        return CommandShelf.Group(
            "plan",
            "Checks plans and puts them in force.",
            [
                shelf.Make(
                    "validate",
                    "Lists everything that is wrong with a plan, each with its place in the file.",
                    [file],
                    (call, cancellationToken) => ValidateAsync(call, file, cancellationToken)),
                shelf.Make(
                    "apply",
                    "Puts a plan in force as a new version of its event.",
                    [file, mode],
                    (call, cancellationToken) => ApplyAsync(call, file, mode, cancellationToken)),
            ]);
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
                ["responses"] = plan.Responses.Count,
                ["runbooks"] = plan.Runbooks.Count,
                ["problems"] = new JsonArray(),
            },
            () => screen.Line(
                $"{file.Path}: valid: event {plan.Event}, {plan.Components.Count} components, "
                + $"{plan.Responses.Count} responses, {plan.Runbooks.Count} runbooks."));
        return ExitCodes.Done;
    }

    private static int ShowProblems(Screen screen, PlanFile file)
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

    private static async Task<int> ApplyAsync(
        CommandCall call,
        Argument<string> file,
        Option<string?> mode,
        CancellationToken cancellationToken)
    {
        var plan = await PlanFile.ReadAsync(call.Required(file), cancellationToken);
        if (plan.Plan is null)
        {
            return ShowProblems(call.Screen, plan);
        }

        var asked = call.Value(mode);
        using var session = AwsSession.Open(call.Settings, call.Around);
        var records = new Records(session.Store(call.Settings.RequiredTable), call.Around.Time);
        var outcome = await records.Plans.ApplyAsync(
            plan.Plan,
            Choices.ModeOf(asked, AutomationMode.Observe),
            call.Around.User,
            cancellationToken);
        switch (outcome)
        {
            case PlanApplied.Applied applied:
                ShowApplied(call.Screen, plan.Plan.Event, applied, asked);
                return ExitCodes.Done;
            case PlanApplied.Refused refused:
                throw new CliException(
                    ExitCodes.No,
                    $"{plan.Path} was not applied: {refused.Reason}",
                    "resolve that, then apply again");
            default:
                throw new CliException(
                    ExitCodes.No,
                    $"{plan.Path} has problems",
                    $"see readiness plan validate {plan.Path}");
        }
    }

    private static void ShowApplied(Screen screen, EventId eventId, PlanApplied.Applied applied, string? asked)
    {
        var next = (applied.Mode, asked) switch
        {
            (AutomationMode.Act, _) => "alarms are acted on",
            ({ } kept, { } wanted) when kept.Word() != wanted =>
                $"the event keeps its mode; change it with: readiness mode {wanted} --event {eventId} --reason TEXT",
            _ => "nothing is acted on yet; when the decisions suit you: "
                + $"readiness mode act --event {eventId} --reason TEXT",
        };
        screen.Show(
            () => new JsonObject
            {
                ["event"] = eventId.Value,
                ["version"] = applied.Version,
                ["phase"] = applied.Phase.ToString(),
                ["mode"] = applied.Mode.Word(),
                ["next"] = next,
            },
            () =>
            {
                screen.Line(
                    $"Event {eventId}: plan version {applied.Version} is in force; phase {applied.Phase}, "
                    + $"mode {applied.Mode.Word()}.");
                screen.Line($"Next: {next}.");
            });
    }
}
