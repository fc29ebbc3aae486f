namespace ServerlessReadiness.Cli.Rehearsal;

/// <summary>Finds the word that was probably meant.</summary>
internal static class Nearest
{
    /// <summary>A word with more slips than this is another word.</summary>
    private const int SlipsMax = 3;

    /// <summary><c>did you mean "peak"?</c>, or the list of all when nothing is near.</summary>
    public static string Hint(string given, IReadOnlyCollection<string> known) =>
        Of(given, known) is { } near ? $"did you mean \"{near}\"?" : $"use one of {string.Join(", ", known)}";

    public static string? Of(string given, IReadOnlyCollection<string> known)
    {
        var best = known
            .Select(k => (Word: k, Slips: Slips(given.ToLowerInvariant(), k.ToLowerInvariant())))
            .OrderBy(k => k.Slips)
            .FirstOrDefault();
        return best.Word is not null && best.Slips <= Math.Min(SlipsMax, best.Word.Length / 2) ? best.Word : null;
    }

    /// <summary>Letters to add, drop, change or swap, to get from one word to the other.</summary>
    private static int Slips(string from, string to)
    {
        var rows = Enumerable.Range(0, from.Length + 1).Select(_ => new int[to.Length + 1]).ToArray();
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                rows[i][j] = i == 0 ? j : j == 0 ? i : Cheapest(i, j);
            }
        }

        return rows[from.Length][to.Length];

        int Cheapest(int i, int j)
        {
            var changed = rows[i - 1][j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
            var least = Math.Min(changed, Math.Min(rows[i - 1][j], rows[i][j - 1]) + 1);
            return i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]
                ? Math.Min(least, rows[i - 2][j - 2] + 1)
                : least;
        }
    }
}
