using System.CommandLine;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.RunbookBook;
using ServerlessReadiness.Cli.Books;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Cli.Plans;
using ServerlessReadiness.Core.RunbookBook;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>runbook</c>: the document that operators have at hand on the day.</summary>
internal static class RunbookCommand
{
    public static Command Build(CommandShelf shelf)
    {
        var options = new Options(
            new Argument<string?>("PLAN")
            {
                Description = "The plan, as YAML or compiled; of a plan in force, give --event instead.",
                Arity = ArgumentArity.ZeroOrOne,
            },
            Choices.Event("An event in force: its plan, what was reviewed, and what was rehearsed."),
            BookOptions.Format(BookOptions.Markdown, BookOptions.Markdown, BookOptions.Html),
            BookOptions.Language(),
            new Option<string?>("--out")
            {
                Description = "The file to write; standard output if not given.",
                HelpName = "FILE",
            });
        return shelf.Make(
            "runbook",
            "Writes the runbook document: event, services, reviews, checklist, and the steps with their commands.",
            [options.Plan, options.Event, options.Format, options.Language, options.Out],
            (call, cancellationToken) => WriteAsync(call, options, cancellationToken));
    }

    private static async Task<int> WriteAsync(CommandCall call, Options options, CancellationToken cancellationToken)
    {
        var facts = await FactsAsync(call, options, cancellationToken);
        var format = call.Value(options.Format)!;
        var wording = BookOptions.Wording(facts.Plan, call.Value(options.Language)!);
        var document = RunbookDocument.Compose(facts, wording);
        var text = BookFiles.Text(document, format);
        var file = call.Value(options.Out) is { } path ? BookFiles.Write(path, text) : null;
        if (file is null && !call.Screen.IsJson)
        {
            await call.Around.Out.WriteAsync(text.AsMemory(), cancellationToken);
            return ExitCodes.Done;
        }

        call.Screen.Show(
            () => new JsonObject
            {
                ["event"] = facts.Plan.Event.Value,
                ["title"] = document.Title,
                ["language"] = wording.Code,
                ["format"] = format,
                ["file"] = file,
                ["text"] = file is null ? text : null,
            },
            () => call.Screen.Line($"Written: {file}"));
        return ExitCodes.Done;
    }

    private static async Task<RunbookFacts> FactsAsync(
        CommandCall call,
        Options options,
        CancellationToken cancellationToken)
    {
        var now = call.Around.Time.GetUtcNow();
        switch (call.Parsed.GetValue(options.Plan), Choices.EventOf(call.Value(options.Event)))
        {
            case ({ } path, null):
                return RunbookFacts.OfFile(await UsablePlan.ReadAsync(path, cancellationToken), now);
            case (null, { } id):
                using (var session = AwsSession.Open(call.Settings, call.Around))
                {
                    var reader = new RunbookFactsReader(session.Store(call.Settings.RequiredTable));
                    return await reader.ReadAsync(id, now, cancellationToken) ?? throw new CliException(
                        ExitCodes.No,
                        $"there is no event {id}",
                        "see the open events with readiness status, or give a plan's file");
                }

            case (null, null):
                throw CliException.BadInput("no plan is named", "give a plan's file, or --event ID");
            default:
                throw CliException.BadInput("both a file and an event are named", "give a plan's file, or --event ID");
        }
    }

    private sealed record Options(
        Argument<string?> Plan,
        Option<string?> Event,
        Option<string> Format,
        Option<string> Language,
        Option<string?> Out);
}
