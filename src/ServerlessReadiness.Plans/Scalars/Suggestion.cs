namespace ServerlessReadiness.Plans.Scalars;

/// <summary>Finds the word that a person most likely meant.</summary>
internal static class Suggestion
{
    /// <summary>The nearest known word, if it is near enough not to be nonsense; else null.</summary>
    public static string? For(string word, IEnumerable<string> known)
    {
        var allowed = Math.Max(1, word.Length / 3);
        return known
            .Select(candidate => (candidate, distance: Distance(word, candidate, allowed)))
            .Where(c => c.distance <= allowed && c.distance < c.candidate.Length)
            .OrderBy(c => c.distance)
            .ThenBy(c => c.candidate, StringComparer.Ordinal)
            .Select(c => c.candidate)
            .FirstOrDefault();
    }

    /// <summary>The next step for an unknown word: the nearest one if there is one, else all of them.</summary>
    public static string Next(string word, IReadOnlyCollection<string> known, string otherwise) =>
        For(word, known) is { } near ? $"did you mean \"{near}\"?"
        : known.Count == 0 ? otherwise
        : $"use one of {string.Join(", ", known)}";

    /// <summary>
    /// Changes between two words where a letter is added, dropped, replaced or swapped with its neighbour; case costs
    /// nothing. Stops counting over <paramref name="most"/>.
    /// </summary>
    public static int Distance(string one, string other, int most)
    {
        if (Math.Abs(one.Length - other.Length) > most)
        {
            return most + 1;
        }

        var rows = new int[one.Length + 1][];
        rows[0] = [.. Enumerable.Range(0, other.Length + 1)];
        for (var i = 1; i <= one.Length; i++)
        {
            rows[i] = new int[other.Length + 1];
            rows[i][0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var cost = Same(one[i - 1], other[j - 1]) ? 0 : 1;
                rows[i][j] = Math.Min(Math.Min(rows[i - 1][j], rows[i][j - 1]) + 1, rows[i - 1][j - 1] + cost);
                if (i > 1 && j > 1 && Same(one[i - 1], other[j - 2]) && Same(one[i - 2], other[j - 1]))
                {
                    rows[i][j] = Math.Min(rows[i][j], rows[i - 2][j - 2] + 1);
                }
            }
        }

        return rows[one.Length][other.Length];
    }

    private static bool Same(char one, char other) => char.ToLowerInvariant(one) == char.ToLowerInvariant(other);
}
