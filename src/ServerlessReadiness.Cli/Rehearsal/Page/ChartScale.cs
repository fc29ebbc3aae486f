namespace ServerlessReadiness.Cli.Rehearsal.Page;

/// <summary>A scale from zero to a round number, with round numbers between.</summary>
internal sealed record ChartScale(double Top, IReadOnlyList<double> Marks)
{
    public const int Height = 1000;

    private const int MarksWanted = 4;

    private static readonly double[] Factors = [1, 2, 2.5, 5, 10];

    /// <param name="values">What is shown.</param>
    /// <param name="isWhole">Whether there is nothing between whole numbers, as between two instances.</param>
    public static ChartScale Of(IEnumerable<double> values, bool isWhole = false)
    {
        var most = values.Where(double.IsFinite).DefaultIfEmpty(0).Max();
        var raw = Math.Max(Math.Max(most, 1e-9) / MarksWanted, isWhole ? 1 : 0);
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = most <= 0 ? 1 : power * Factors.First(f =>
            f * power >= raw * 0.999 && !(isWhole && f * power % 1 > 0));
        var count = most <= 0 ? 1 : (int)Math.Ceiling(most / step * 0.9999);
        return new ChartScale(step * count, [.. Enumerable.Range(0, count + 1).Select(i => step * i)]);
    }

    public int Y(double value) => (int)Math.Round(Height - (Math.Clamp(value / Top, 0, 1) * Height));

    public static string Label(double value) => value switch
    {
        >= 1e9 => $"{value / 1e9:0.##}G",
        >= 1e6 => $"{value / 1e6:0.##}M",
        >= 10_000 => $"{value / 1e3:0.##}k",
        _ => $"{value:#,0.##}",
    };
}
