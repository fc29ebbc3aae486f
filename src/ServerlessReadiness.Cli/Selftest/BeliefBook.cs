namespace ServerlessReadiness.Cli.Selftest;

/// <summary>The beliefs of docs/BELIEFS.md, which travels with the tool.</summary>
internal static class BeliefBook
{
    private const string Resource = "beliefs.md";
    private const string RowStart = "| B";

    public static IReadOnlyList<Belief> Read()
    {
        using var stream = typeof(BeliefBook).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    /// <summary>The rows of the table, in their order.</summary>
    public static IReadOnlyList<Belief> Parse(string book) =>
    [
        .. book.Split('\n')
            .Where(line => line.StartsWith(RowStart, StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => new Belief(cells[1], cells[2])),
    ];
}
