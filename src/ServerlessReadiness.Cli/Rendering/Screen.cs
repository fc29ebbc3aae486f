using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace ServerlessReadiness.Cli.Rendering;

/// <summary>Where answers go: text for people, or one JSON document.</summary>
internal sealed class Screen
{
    private static readonly JsonSerializerOptions JsonOptions = new()
    {
        WriteIndented = true,
        // Standard output is no HTML page: names in any script stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly CliSurroundings _around;
    private readonly IAnsiConsole _console;

    public Screen(CliSurroundings around, bool json)
    {
        _around = around;
        IsJson = json;
        var colours = around.IsTerminal && around.Variable("NO_COLOR") is null;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colours ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = colours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(around.Out),
        });
        _console.Profile.Width = around.Width;
    }

    public bool IsJson { get; }

    /// <summary>Writes the answer in the form that was asked for.</summary>
    public void Show(Func<JsonObject> json, Action text)
    {
        if (IsJson)
        {
            _around.Out.WriteLine(Write(json()));
        }
        else
        {
            text();
        }
    }

    /// <summary>A JSON document as it is shown.</summary>
    public static string Write(JsonObject json) => json.ToJsonString(JsonOptions);

    /// <summary>A line of text. It is not wrapped, so that a search in it finds what it looks for.</summary>
    public void Line(string text = "") => _around.Out.WriteLine(Clean(text));

    public void Table(string title, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))));
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(Clean(cell))));
        }

        Line(title);
        if (table.Rows.Count == 0)
        {
            Line("  (none)");
            Line();
            return;
        }

        _console.Write(table);
    }

    /// <summary>Writes an error and its next step to standard error, and returns the exit code.</summary>
    public int Fail(int exitCode, string error, string next)
    {
        if (IsJson)
        {
            var document = new JsonObject { ["error"] = error, ["next"] = next };
            _around.Error.WriteLine(Write(document));
        }
        else
        {
            _around.Error.WriteLine($"readiness: {Clean(error)}.");
            _around.Error.WriteLine($"Next: {Clean(next)}.");
        }

        return exitCode;
    }

    // Names and reasons come from messages; what a message holds must not steer a person's terminal.
    private static string Clean(string text) =>
        text.Any(c => char.IsControl(c) && c != '\n')
            ? new string([.. text.Select(c => char.IsControl(c) && c != '\n' ? '\uFFFD' : c)])
            : text;
}
