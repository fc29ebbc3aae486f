using System.Text.Json;

namespace ServerlessReadiness.Bench;

/// <summary>Measures both sides against moto, records from it, and measures both against the canned answers.</summary>
internal static class Program
{
    /// <summary>The first argument with which the bench starts itself again as the canned endpoint.</summary>
    public const string CannedCommand = "canned";

    private const int Done = 0;
    private const int BadInput = 2;
    private const int WarmUpAlarms = 5;

    public static async Task<int> Main(string[] args)
    {
        if (args is [CannedCommand, var dataFile])
        {
            await CannedEndpoint.ServeAsync(dataFile);
            return Done;
        }

        try
        {
            var options = BenchOptions.Parse(args);
            var result = await MeasureAsync(options);
            if (options.Json)
            {
                Console.WriteLine(JsonSerializer.Serialize(result, BenchJson.Default.BenchResult));
            }
            else
            {
                Report.Write(Console.Out, result);
            }

            return Done;
        }
        catch (FormatException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return BadInput;
        }
    }

    private static async Task<BenchResult> MeasureAsync(BenchOptions options)
    {
        var loadBefore = ProcFigures.Load();
        var sides = (Native: new Side("native", options.Native), Python: new Side("python", options.Python));
        var duplicate = FunctionRun.NewAlarm();
        Comparison moto;
        CannedData data;
        await using (var world = await MotoWorld.StartAsync())
        {
            await WarmUpAsync(world, sides, duplicate, isNew: true);

            // Recorded now, while the component remembers as many runs as a real one does in an hour.
            data = await world.RecordAsync();
            moto = await Comparison.MeasureAsync(world, sides, duplicate, options.StartsMoto, BenchOptions.WarmMoto);
        }

        await using var endpoint = await CannedProcess.StartAsync(data);
        await WarmUpAsync(endpoint, sides, duplicate, isNew: false);
        var canned = await Comparison.MeasureAsync(endpoint, sides, duplicate, options.Starts, options.Warm);
        var nativeTrips = await RoundTrips.TraceAsync(endpoint, sides.Native);
        var pythonTrips = await RoundTrips.TraceAsync(endpoint, sides.Python);

        var (cannedRatios, cannedFigures) = Findings.Of(canned);
        var (motoRatios, motoFigures) = Findings.Of(moto);
        return new BenchResult(
            Findings.Targets(canned, nativeTrips),
            [.. cannedRatios, .. motoRatios],
            [.. Findings.Trips(nativeTrips, pythonTrips), .. cannedFigures, .. motoFigures],
            new MachineFacts(
                DateTimeOffset.UtcNow,
                ProcFigures.Processor(),
                Environment.ProcessorCount,
                loadBefore,
                ProcFigures.Load(),
                options.Starts,
                options.Warm));
    }

    /// <summary>
    /// Brings files into the page cache and the servers' code into memory, and lets each side decide the alarm that is
    /// its duplicate from then on.
    /// </summary>
    private static async Task WarmUpAsync(
        IBenchEndpoint endpoint,
        (Side Native, Side Python) sides,
        byte[] duplicate,
        bool isNew)
    {
        foreach (var side in (Side[])[sides.Native, sides.Python])
        {
            await using var run = await FunctionRun.StartAsync(side, endpoint);
            await (isNew ? run.DecideAsync(duplicate) : run.RepeatDuplicateAsync(duplicate));
            for (var i = 0; i < WarmUpAlarms; i++)
            {
                await run.ActAsync();
            }
        }
    }
}
