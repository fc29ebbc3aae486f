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

        // What fits the remainders that begin one character further on the left.
        var further = new bool[right.Length + 1];
        for (var l = left.Length; l >= 0; l--)
        {
            var here = new bool[right.Length + 1];
            for (var r = right.Length; r >= 0; r--)
            {
                here[r] = (At(left, l), At(right, r)) switch
                {
                    (null, null) => true,
                    ('*', null) => further[r],
                    (null, '*') => here[r + 1],
                    (null, _) or (_, null) => false,
                    ('*', _) or (_, '*') => further[r] || here[r + 1],
                    var (a, b) => (a == '?' || b == '?' || Same(a.Value, b.Value, comparison)) && further[r + 1],
                };
            }

            further = here;
        }

        return further[0];
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
        || (comparison == StringComparison.OrdinalIgnoreCase
            && char.ToUpperInvariant(left) == char.ToUpperInvariant(right));
}
