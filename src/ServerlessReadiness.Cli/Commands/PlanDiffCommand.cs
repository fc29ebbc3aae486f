using System.CommandLine;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Plans;
using ServerlessReadiness.Cli.Plans;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>plan diff</c>: what two plans differ in, by their compiled form.</summary>
internal static class PlanDiffCommand
{
    public static Command Build(CommandShelf shelf)
    {
        var before = new Argument<string>("BEFORE") { Description = "A file, an event's id, or ID@VERSION." };
        var after = new Argument<string>("AFTER") { Description = "A file, an event's id, or ID@VERSION." };
        return shelf.Make(
            "diff",
            "Lists what two plans differ in; exit code 1 when they do.",
            [before, after],
            async (call, cancellationToken) =>
            {
                using var sources = new PlanSources(call);
                var one = await sources.ReadAsync(call.Required(before), cancellationToken);
                var other = await sources.ReadAsync(call.Required(after), cancellationToken);
                var found = PlanDifferences.Between(one, other);
                call.Screen.Show(
                    () => new JsonObject { ["equal"] = found.Count == 0, ["changes"] = ToJson(found) },
                    () =>
                    {
                        foreach (var difference in found)
                        {
                            call.Screen.Line(difference.ToString());
                        }

                        call.Screen.Line(found.Count == 0 ? "No difference." : $"{found.Count} difference(s).");
                    });
                return found.Count == 0 ? ExitCodes.Done : ExitCodes.No;
            });
    }

    public static JsonArray ToJson(IEnumerable<PlanDifference> differences) =>
    [
        .. differences.Select(d => new JsonObject
        {
            ["path"] = d.Path,
            ["before"] = d.Before,
            ["after"] = d.After,
        }),
    ];
}
