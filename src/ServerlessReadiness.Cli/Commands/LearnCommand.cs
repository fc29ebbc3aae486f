using System.CommandLine;
using System.Text.Json.Nodes;
using ServerlessReadiness.Cli.Books;
using ServerlessReadiness.Cli.Plans;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>learn</c>: what an event taught, as a change to the next one's plan.</summary>
internal static class LearnCommand
{
    public static Command Build(CommandShelf shelf)
    {
        var eventId = Choices.Event("The event to learn from.", required: true);
        var planFile = new Option<string>("--plan")
        {
            Description = "The next event's plan, as YAML. It is not changed.",
            HelpName = "FILE",
            Required = true,
        };
        var output = new Option<string?>("--out")
        {
            Description = "A file for the plan with the proposals in it.",
            HelpName = "FILE",
        };
        var language = BookOptions.Language();
        return shelf.Make(
            "learn",
            "Proposes changes to the next event's plan, each line with its evidence, as a unified diff.",
            [eventId, planFile, output, language],
            async (call, cancellationToken) =>
            {
                var id = Choices.EventOf(call.Value(eventId))!.Value;
                var path = call.Value(planFile)!;
                var plan = await UsablePlan.ReadAsync(path, cancellationToken);
                var text = await LearnedPlan.TextAsync(path, cancellationToken) ?? throw CliException.BadInput(
                    $"{path} is a compiled plan, which people do not edit",
                    "give the YAML that it was compiled from");
                var facts = await PostMortemCommand.ReadAsync(call, id, cancellationToken);
                var wording = BookOptions.Wording(facts.Plan, call.Value(language)!);
                var learned = LearnedPlan.Of(plan, text, path, facts, wording);
                var file = call.Value(output) is { } to ? BookFiles.Write(to, learned.Text) : null;
                call.Screen.Show(
                    () => ToJson(learned, file),
                    () => Show(call.Screen, learned, file));
                return ExitCodes.Done;
            });
    }

    private static void Show(Rendering.Screen screen, LearnedPlan learned, string? file)
    {
        foreach (var line in learned.PatchLines())
        {
            screen.Line(line);
        }

        if (file is not null)
        {
            screen.Line($"# Written: {file}");
        }
    }

    private static JsonObject ToJson(LearnedPlan learned, string? file)
    {
        var leftOut = learned.LeftOut.ToDictionary(l => l.Lesson, l => l.Why);
        return new JsonObject
        {
            ["lessons"] = new JsonArray([.. learned.Lessons.Select(l => (JsonNode)new JsonObject
            {
                ["kind"] = l.Kind.ToString(),
                ["path"] = l.Path,
                ["present"] = l.Present,
                ["proposed"] = l.Proposed,
                ["evidence"] = l.Evidence,
                ["confidence"] = LearnedPlan.Word(l.Confidence),
                ["changed"] = learned.Made.Contains(l),
                ["leftOutBecause"] = leftOut.GetValueOrDefault(l),
            })]),
            ["diff"] = learned.Diff,
            ["file"] = file,
        };
    }
}
