using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;
using Spectre.Console.Rendering;

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

    /// <summary>A line that gives the answer, in the colour of good or bad news where there are colours.</summary>
    public void Verdict(bool isGood, string text)
    {
        var colour = isGood ? Color.Green : Color.Red;
        _console.Write(new Text(Clean(text) + Environment.NewLine, new Style(colour, decoration: Decoration.Bold)));
    }

    /// <summary>
    /// Does work that takes a while, and shows how far it is to a person at a terminal; on standard error, so that the
    /// answer stays alone on standard output.
    /// </summary>
    /// <param name="title">What is done.</param>
    /// <param name="work">Gets what to call with a share of 0 to 1 and words; it may be called from any thread.</param>
    public T WithProgress<T>(string title, Func<Action<double, string>, T> work)
    {
        if (!_around.IsTerminal || IsJson)
        {
            return work((_, _) => { });
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_around.Error) });
        var result = default(T);
        console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .Start(progress =>
            {
                var task = progress.AddTask(Markup.Escape(title), maxValue: 1);
                result = work((share, words) =>
                {
                    task.Value = share;
                    task.Description = Markup.Escape(Clean($"{title}: {words}"));
                });
            });
        return result!;
    }

    /// <summary>What is being done, for a person at a terminal; on standard error.</summary>
    public void Progress(string what)
    {
        if (_around.IsTerminal && !IsJson)
        {
            _around.Error.WriteLine(Clean($"reading {what} …"));
        }
    }

    /// <param name="title">Stands above it.</param>
    /// <param name="columns">The columns' names.</param>
    /// <param name="rows">The rows; without any, the table says so.</param>
    /// <param name="numbersFrom">The first of the columns of numbers; none if not given.</param>
    public void Table(
        string title,
        IReadOnlyList<string> columns,
        IEnumerable<IReadOnlyList<string>> rows,
        int numbersFrom = int.MaxValue)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var (column, index) in columns.Select((c, i) => (c, i)))
        {
            var made = new TableColumn(new Text(column, new Style(decoration: Decoration.Bold)));
            table.AddColumn(index >= numbersFrom ? made.RightAligned() : made);
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

    /// <summary>Writes something drawn.</summary>
    public void Write(IRenderable drawn) => _console.Write(drawn);

    /// <summary>Draws again and again in the same place, until it is stopped.</summary>
    /// <param name="draw">Looks and draws.</param>
    /// <param name="every">From one look to the next.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stop">Ends it, without an error: that is how a view is left.</param>
    public Task LiveAsync(Func<Task<IRenderable>> draw, TimeSpan every, TimeProvider time, CancellationToken stop) =>
        _console.Live(new Text("")).Overflow(VerticalOverflow.Ellipsis).StartAsync(async live =>
        {
            try
            {
                while (!stop.IsCancellationRequested)
                {
                    live.UpdateTarget(await draw());
                    live.Refresh();
                    await Task.Delay(every, time, stop);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // Somebody has seen enough.
            }
        });

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
    internal static string Clean(string text) =>
        text.Any(c => char.IsControl(c) && c != '\n')
            ? new string([.. text.Select(c => char.IsControl(c) && c != '\n' ? '\uFFFD' : c)])
            : text;
}
