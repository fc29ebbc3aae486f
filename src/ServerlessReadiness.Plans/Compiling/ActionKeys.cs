namespace ServerlessReadiness.Plans.Compiling;

/// <summary>Steps of every action share one set of keys, of which each action has only some.</summary>
internal static class ActionKeys
{
    /// <summary>Keys of other actions are a mistake.</summary>
    /// <param name="section">The step.</param>
    /// <param name="word">Its action; null when that is a mistake itself, which is told already.</param>
    /// <param name="owners">Which actions each key belongs to.</param>
    public static void RefuseForeign(Section section, string? word, IEnumerable<(string Key, string[] Actions)> owners)
    {
        foreach (var (key, actions) in owners
            .Where(o => word is not null && !o.Actions.Contains(word) && section.Has(o.Key)))
        {
            section.Refuse(
                key, $"{word} has no {key}; {string.Join(" and ", actions)} {(actions.Length == 1 ? "has" : "have")}",
                "remove it or change the action");
        }
    }
}
