namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>The recorded signals, brought into the present and into the test's world.</summary>
internal static class Samples
{
    /// <summary>When the recorded alarm web-5xx went off. All other samples keep their distance from it.</summary>
    private static readonly DateTimeOffset RecordedAt = new(2026, 11, 27, 0, 3, 11, 897, TimeSpan.Zero);

    public static IReadOnlyList<string> Names { get; } =
    [
        .. Directory.GetFiles(Repository.PathOf("samples", "signals"), "*.json")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal),
    ];

    /// <param name="name">The file's name without its extension.</param>
    /// <param name="at">When the recorded alarm web-5xx shall have gone off; now if null.</param>
    /// <param name="instance">In place of the recorded instance's id.</param>
    public static string Read(string name, DateTimeOffset? at = null, string? instance = null)
    {
        var text = File.ReadAllText(Repository.PathOf("samples", "signals", $"{name}.json"));
        var shifted = Timestamps.Shift(text, Whole(at ?? DateTimeOffset.UtcNow) - RecordedAt);
        return instance is null ? shifted : shifted.Replace("i-0abc1234def567890", instance, StringComparison.Ordinal);
    }

    /// <summary>The recorded alarm about an instance without data, as one that fires.</summary>
    public static string InstanceAlarm(string instance)
    {
        // Recorded about four and a half minutes after the other one.
        var at = DateTimeOffset.UtcNow - TimeSpan.FromMinutes(5);
        return Read("sns-metric-insufficient-data", at, instance)
            .Replace("INSUFFICIENT_DATA", "ALARM", StringComparison.Ordinal);
    }

    /// <summary>The same text for every spelling of the instant: the recorded ones have milliseconds at most.</summary>
    private static DateTimeOffset Whole(DateTimeOffset at) =>
        DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
