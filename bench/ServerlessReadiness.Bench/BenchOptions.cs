namespace ServerlessReadiness.Bench;

/// <summary>What the command line asks for.</summary>
/// <param name="Json">Print the result as JSON.</param>
/// <param name="Starts">Processes started per side and endpoint; first invocations are measured that often.</param>
/// <param name="Warm">Warm alarms per process.</param>
/// <param name="Native">The native binary.</param>
/// <param name="Python">The Python handler.</param>
internal sealed record BenchOptions(bool Json, int Starts, int Warm, string Native, string Python)
{
    public const string Usage = "usage: bench/run [--quick] [--output text|json] [--native FILE] [--python FILE]";

    private const int StartsFull = 5;
    private const int WarmFull = 200;
    private const int StartsQuick = 2;
    private const int WarmQuick = 30;

    /// <summary>Warm alarms per process against moto: each transaction there copies the whole table, so few must do.</summary>
    public const int WarmMoto = 6;

    private const int StartsMotoMax = 3;

    public int StartsMoto => Math.Min(Starts, StartsMotoMax);

    /// <exception cref="FormatException">Says what is wrong and how to call it.</exception>
    public static BenchOptions Parse(string[] args)
    {
        var options = new BenchOptions(
            Json: false,
            StartsFull,
            WarmFull,
            "artifacts/lambda/bootstrap",
            "bench/python_handler.py");
        for (var i = 0; i < args.Length; i++)
        {
            options = (args[i], args.ElementAtOrDefault(i + 1)) switch
            {
                ("--quick", _) => options with { Starts = StartsQuick, Warm = WarmQuick },
                ("--output", "json" or "text") => options with { Json = args[++i] == "json" },
                ("--native", not null) => options with { Native = args[++i] },
                ("--python", not null) => options with { Python = args[++i] },
                _ => throw new FormatException($"\"{args[i]}\" is not understood or lacks its value; {Usage}"),
            };
        }

        Present(options.Native, "run `make bootstrap` first");
        Present(options.Python, "run from the repository's root");
        return options with { Native = Path.GetFullPath(options.Native), Python = Path.GetFullPath(options.Python) };
    }

    private static void Present(string file, string next)
    {
        if (!File.Exists(file))
        {
            throw new FormatException($"There is no {file}; {next}.");
        }
    }
}
