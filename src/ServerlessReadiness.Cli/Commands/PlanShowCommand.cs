using System.CommandLine;
using System.Text.Json;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Cli.Plans;
using ServerlessReadiness.Cli.Rendering;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>plan show</c>: a plan with everything that defaults filled in.</summary>
internal static class PlanShowCommand
{
    public static Command Build(CommandShelf shelf)
    {
        var file = new Argument<string?>("PLAN")
        {
            Description = "A plan: YAML, or its compiled form as JSON.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var eventId = Choices.Event("An event whose plan to show, instead of a file.");
        var version = new Option<int?>("--version")
        {
            Description = "The event's version; the one in force if not given.",
            HelpName = "N",
        };
        var compiled = new Option<bool>("--compiled") { Description = "The compiled form, as JSON." };
        return shelf.Make(
            "show",
            "Shows a plan with all defaults filled in and all stages computed.",
            [file, eventId, version, compiled],
            async (call, cancellationToken) =>
            {
                var path = call.Parsed.GetValue(file);
                var id = Choices.EventOf(call.Value(eventId));
                if (path is null == id is null || (id is null && call.Value(version) is not null))
                {
                    throw CliException.BadInput(
                        path is null && id is null ? "no plan is named"
                            : id is null ? "--version belongs to an event"
                            : "both a file and an event are named",
                        "give a file, or --event ID and perhaps --version N");
                }

                using var sources = new PlanSources(call);
                var plan = id is { } known
                    ? await sources.StoredAsync(known, call.Value(version), cancellationToken)
                    : await PlanFile.RequireAsync(path!, cancellationToken);
                if (call.Value(compiled) || call.Screen.IsJson)
                {
                    var json = JsonSerializer.SerializeToNode(plan, StateJson.Default.CompiledPlan)!.AsObject();
                    await call.Around.Out.WriteLineAsync(Screen.Write(json).AsMemory(), cancellationToken);
                }
                else
                {
                    PlanView.Show(call.Screen, plan);
                    if (id is not null)
                    {
                        SheddingView.ShowContingencies(
                            call.Screen,
                            await sources.ContingenciesAsync(plan, cancellationToken));
                    }
                }

                return ExitCodes.Done;
            });
    }
}
