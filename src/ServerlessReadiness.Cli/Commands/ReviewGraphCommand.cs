using System.CommandLine;
using ServerlessReadiness.Cli.Books;
using ServerlessReadiness.Cli.Plans;
using ServerlessReadiness.Cli.Reviews;
using ServerlessReadiness.Core.Review.Graph;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>review graph</c>: who calls whom, and what does not carry it or has no second.</summary>
internal static class ReviewGraphCommand
{
    private const string Text = "text";
    private const string Svg = "svg";
    private const string Mermaid = "mermaid";

    public static Command Build(CommandShelf shelf)
    {
        var choice = new PlanChoice();
        var format = new Option<string>("--format")
        {
            Description = "A table, or the drawing as SVG or as Mermaid's text.",
            HelpName = $"{Text}|{Svg}|{Mermaid}",
            DefaultValueFactory = _ => Text,
        };
        format.AcceptOnlyFromAmong(Text, Svg, Mermaid);
        var file = new Option<string?>("--out")
        {
            Description = "The file to write the drawing to; standard output if not given.",
            HelpName = "FILE",
        };
        return shelf.Make(
            "graph",
            "Shows the components' dependencies, with what each has to carry at the planned peak.",
            [choice.EventId, choice.Plan, format, file],
            async (call, stop) =>
            {
                var graph = DependencyGraph.Of(await choice.ReadAsync(call, stop));
                var drawing = call.Value(format) switch
                {
                    Svg => GraphDrawing.Svg(graph),
                    Mermaid => GraphDrawing.Mermaid(graph),
                    _ => null,
                };
                var written = call.Value(file) is { } path
                    ? BookFiles.Write(path, drawing ?? throw CliException.BadInput(
                        "a table is not written to a file",
                        $"give --format {Svg} or --format {Mermaid}"))
                    : null;
                if (drawing is not null && written is null && !call.Screen.IsJson)
                {
                    await call.Around.Out.WriteAsync(drawing.AsMemory(), stop);
                }
                else
                {
                    call.Screen.Show(
                        () => GraphView.ToJson(graph),
                        () =>
                        {
                            GraphView.Show(call.Screen, graph);
                            if (written is not null)
                            {
                                call.Screen.Line($"Written: {written}");
                            }
                        });
                }

                return graph.Nodes.Any(n => n.Risks.Contains(GraphRisk.OverCeiling)) ? ExitCodes.No : ExitCodes.Done;
            });
    }
}
