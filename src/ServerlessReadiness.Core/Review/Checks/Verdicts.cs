namespace ServerlessReadiness.Core.Review.Checks;

/// <summary>Puts answers together.</summary>
internal static class Verdicts
{
    private const int NamesShown = 5;

    /// <summary>
    /// An item of several questions: one no is a no; without one, one that could not be told leaves it open; questions
    /// that do not apply count only when none does.
    /// </summary>
    public static Verdict All(params IReadOnlyList<Verdict> parts)
    {
        ReviewAnswer[] order =
            [ReviewAnswer.No, ReviewAnswer.CouldNotTell, ReviewAnswer.Yes, ReviewAnswer.NotApplicable];
        var answer = order.First(a => parts.Any(p => p.Answer == a));
        var telling = parts.Where(p => p.Answer == answer || p.Answer is ReviewAnswer.No or ReviewAnswer.CouldNotTell);
        return new Verdict(
            answer,
            string.Join("; ", telling.Select(p => p.Evidence).Distinct(StringComparer.Ordinal)),
            EquatableList.From(parts.SelectMany(p => p.Findings).Take(Verdict.FindingsMax)));
    }

    /// <summary>What was seen of one kind, where judging it needs what was seen of another as well.</summary>
    public static Seen<T> Beside<T>(this Seen<T> seen, params IEnumerable<IEnumerable<string>> unread) => seen with
    {
        Unread = EquatableList.From(seen.Unread.Concat(unread.SelectMany(u => u)).Distinct(StringComparer.Ordinal)),
    };

    public static Seen<T> Where<T>(this Seen<T> seen, Func<T, bool> which) => seen with
    {
        Items = EquatableList.From(seen.Items.Where(which)),
    };

    /// <summary>A finding when something is wrong, none otherwise.</summary>
    public static IEnumerable<Finding> If(bool isWrong, string resource, string what, string fix) =>
        isWrong ? [new Finding(resource, what, fix)] : [];

    /// <summary>The first few of many names, and how many more.</summary>
    public static string Few(IReadOnlyList<string> names) => names.Count <= NamesShown
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(NamesShown))} and {names.Count - NamesShown} more";
}
