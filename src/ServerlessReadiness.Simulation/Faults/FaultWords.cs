namespace ServerlessReadiness.Simulation.Faults;

/// <summary>Faults as people write them: <c>zone-loss</c>.</summary>
public static class FaultWords
{
    public static string Of(FaultKind kind) => string.Concat(kind.ToString().Select((c, i) =>
        char.IsAsciiLetterUpper(c) ? $"{(i > 0 ? "-" : "")}{char.ToLowerInvariant(c)}" : $"{c}"));

    public static FaultKind? Find(string word)
    {
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            if (Of(kind) == word)
            {
                return kind;
            }
        }

        return null;
    }
}
