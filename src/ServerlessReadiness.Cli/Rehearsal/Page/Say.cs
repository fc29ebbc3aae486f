namespace ServerlessReadiness.Cli.Rehearsal.Page;

/// <summary>Numbers as people read them, the same on the page and on the terminal.</summary>
internal static class Say
{
    public static string Count(long count) => count.ToString("N0");

    public static string Percent(long part, long whole) => whole == 0 ? "–" : $"{Floor(part, whole):0.00} %";

    public static string Money(decimal? amount, string currency) =>
        amount is { } value ? $"{value:N2} {currency}" : "–";

    public static string Minutes(decimal minutes) => minutes == 0 ? "none"
        : minutes < 60 ? $"{minutes:0.#} min"
        : $"{Math.Floor(minutes / 60)} h {(int)minutes % 60:00} min";

    public static string Length(TimeSpan length) => length.TotalMinutes < 1 ? $"{length.TotalSeconds:0} s"
        : length.TotalHours < 1 ? $"{length.TotalMinutes:0} min"
        : $"{Math.Floor(length.TotalHours):0} h {length.Minutes:00} min";

    /// <summary>A limit in words, such as <c>at least 99.9 %</c>.</summary>
    public static string Limit(bool isLeast, decimal limit, string unit) =>
        $"{(isLeast ? "at least" : "at most")} {limit:#,0.####} {unit}";

    /// <summary>What was measured; money, which has no sign as its unit, with its hundredths.</summary>
    public static string Value(decimal? value, string unit) => value is not { } v ? "not measured"
        : unit is "%" or "min" ? $"{v:#,0.###} {unit}"
        : $"{v:N2} {unit}";

    // Rounded down, so that 100 % means every one.
    private static decimal Floor(long part, long whole) => Math.Floor(part * 10_000m / whole) / 100;
}
