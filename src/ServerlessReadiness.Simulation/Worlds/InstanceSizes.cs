using System.Globalization;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>What an instance class can do, as a multiple of <c>large</c>, by its name's last part.</summary>
internal static class InstanceSizes
{
    private const string Suffix = "xlarge";

    /// <summary>1 for large and for whatever is smaller or unknown, 2 for xlarge, 2 n for n xlarge.</summary>
    public static long Of(string instanceClass)
    {
        var size = instanceClass[(instanceClass.LastIndexOf('.') + 1)..];
        if (!size.EndsWith(Suffix, StringComparison.Ordinal))
        {
            return 1;
        }

        var count = size[..^Suffix.Length];
        return 2 * (count.Length == 0 ? 1
            : long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 1);
    }

    /// <summary>The same family in the smallest size that is not below another.</summary>
    public static string Resize(string instanceClass, long size)
    {
        var family = instanceClass[..(instanceClass.LastIndexOf('.') + 1)];
        var doubled = 1L;
        while (doubled < size)
        {
            doubled *= 2;
        }

        return doubled switch
        {
            1 => family + "large",
            2 => family + Suffix,
            _ => string.Create(CultureInfo.InvariantCulture, $"{family}{doubled / 2}{Suffix}"),
        };
    }
}
