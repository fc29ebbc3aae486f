namespace ServerlessReadiness.Bench;

/// <summary>Both sides against one endpoint, process by process in turn.</summary>
/// <param name="Endpoint">Where the calls went.</param>
/// <param name="Native">The native binary's processes.</param>
/// <param name="Python">Python's, pairwise with the native ones.</param>
internal sealed record Comparison(
    string Endpoint,
    IReadOnlyList<ProcessFigures> Native,
    IReadOnlyList<ProcessFigures> Python)
{
    /// <summary>
    /// Starts the sides in turn, and in the other order each second time, so that what else the machine does meets both
    /// alike.
    /// </summary>
    public static async Task<Comparison> MeasureAsync(
        IBenchEndpoint endpoint,
        (Side Native, Side Python) sides,
        byte[] duplicate,
        int starts,
        int warm)
    {
        var (native, python) = (new List<ProcessFigures>(), new List<ProcessFigures>());
        for (var i = 0; i < starts; i++)
        {
            if (i % 2 == 0)
            {
                native.Add(await MeasureAsync(endpoint, sides.Native, duplicate, warm));
                python.Add(await MeasureAsync(endpoint, sides.Python, duplicate, warm));
            }
            else
            {
                python.Add(await MeasureAsync(endpoint, sides.Python, duplicate, warm));
                native.Add(await MeasureAsync(endpoint, sides.Native, duplicate, warm));
            }
        }

        return new Comparison(endpoint.Name, native, python);
    }

    /// <summary>The median over the pairs of Python's figure divided by the native one: more is better for native.</summary>
    public double Ratio(Func<ProcessFigures, double> figure) =>
        Statistics.Median(Native.Zip(Python).Select(pair => figure(pair.Second) / figure(pair.First)));

    private static async Task<ProcessFigures> MeasureAsync(IBenchEndpoint endpoint, Side side, byte[] duplicate, int warm)
    {
        await using var run = await FunctionRun.StartAsync(side, endpoint);
        return await run.MeasureAsync(duplicate, warm);
    }
}
