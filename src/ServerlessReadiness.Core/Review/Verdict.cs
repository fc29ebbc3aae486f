namespace ServerlessReadiness.Core.Review;

/// <summary>What APIs say of an item.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Evidence">What it rests on, with numbers; what could not be read and which permission is missing.</param>
/// <param name="Findings">What is wrong; empty unless the answer is no.</param>
public sealed record Verdict(ReviewAnswer Answer, string Evidence, EquatableList<Finding> Findings)
{
    /// <summary>An answer is stored as one document, and a fleet of hundreds may be wrong all alike.</summary>
    public const int FindingsMax = 200;

    public static Verdict Yes(string evidence) => new(ReviewAnswer.Yes, evidence, []);

    public static Verdict NotApplicable(string why) => new(ReviewAnswer.NotApplicable, why, []);

    public static Verdict CouldNotTell(string why) => new(ReviewAnswer.CouldNotTell, why, []);

    public static Verdict No(string evidence, IEnumerable<Finding> findings)
    {
        var all = findings.ToList();
        var evidenceOfAll = all.Count > FindingsMax ? $"{evidence}; the first {FindingsMax} findings are kept" : evidence;
        return new Verdict(ReviewAnswer.No, evidenceOfAll, EquatableList.From(all.Take(FindingsMax)));
    }

    /// <summary>
    /// The answer of most items: no when anything is wrong, also when not everything could be read; could not tell when
    /// nothing is wrong in what could; not applicable when there is none.
    /// </summary>
    /// <param name="seen">What was looked at.</param>
    /// <param name="things">What that is, in the plural, such as "listeners".</param>
    /// <param name="check">What is wrong with one; empty for nothing.</param>
    public static Verdict Of<T>(Seen<T> seen, string things, Func<T, IEnumerable<Finding>> check)
    {
        ArgumentNullException.ThrowIfNull(seen);
        var findings = seen.Items.SelectMany(check).ToList();
        var unread = NotRead(seen.Unread);
        if (findings.Count > 0)
        {
            return No($"{Count(findings.Count)}; {things} looked at: {seen.Items.Count}{unread}", findings);
        }

        return seen.Unread.Count > 0
            ? CouldNotTell(seen.Items.Count == 0
                ? unread.TrimStart(';', ' ')
                : $"nothing wrong in what could be read; {things} looked at: {seen.Items.Count}{unread}")
            : seen.Items.Count == 0 ? NotApplicable($"the event has no {things}")
            : Yes($"{things} looked at: {seen.Items.Count}");
    }

    internal static string NotRead(IReadOnlyCollection<string> unread) =>
        unread.Count == 0 ? "" : $"; not read: {string.Join("; ", unread.Select(u => u.TrimEnd('.')))}";

    internal static string Count(int findings) => findings == 1 ? "1 finding" : $"{findings} findings";
}
