namespace ServerlessReadiness.Core.Shedding;

/// <summary>Patterns of a listener's rules: * stands for any characters, ? for one.</summary>
public static class Patterns
{
    /// <summary>
    /// Whether some text fits both: computed over the two patterns' remainders, from their ends to their starts.
    /// </summary>
    public static bool CanBothFit(string left, string right, StringComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var fits = new bool[left.Length + 1, right.Length + 1];
        for (var l = left.Length; l >= 0; l--)
        {
            for (var r = right.Length; r >= 0; r--)
            {
                fits[l, r] = (At(left, l), At(right, r)) switch
                {
                    (null, null) => true,
                    ('*', null) => fits[l + 1, r],
                    (null, '*') => fits[l, r + 1],
                    (null, _) or (_, null) => false,
                    ('*', _) => fits[l + 1, r] || fits[l, r + 1],
                    (_, '*') => fits[l, r + 1] || fits[l + 1, r],
                    var (a, b) => (a == '?' || b == '?' || Same(a.Value, b.Value, comparison)) && fits[l + 1, r + 1],
                };
            }
        }

        return fits[0, 0];
    }

    /// <summary>Whether a request can fit a pattern of each list; an empty list takes any.</summary>
    public static bool CanBothFit(
        EquatableList<string> left,
        EquatableList<string> right,
        StringComparison comparison) =>
        left.Count == 0 || right.Count == 0 || left.Any(l => right.Any(r => CanBothFit(l, r, comparison)));

    /// <summary>How many wildcards it has; a rule may have six in all.</summary>
    public static int Wildcards(string pattern) => pattern.Count(c => c is '*' or '?');

    private static char? At(string pattern, int index) => index < pattern.Length ? pattern[index] : null;

    private static bool Same(char left, char right, StringComparison comparison) =>
        left == right
        || (comparison == StringComparison.OrdinalIgnoreCase && char.ToUpperInvariant(left) == char.ToUpperInvariant(right));
}
