using System.Globalization;
using System.Xml.Linq;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Review;

namespace ServerlessReadiness.Cli.Reviews;

/// <summary>
/// A review as build servers show tests: a suite for each pillar, a case for each item. A no is a failure; what could not
/// be told, or does not apply, is skipped with its reason.
/// </summary>
internal static class JUnitReport
{
    public static string Write(IReadOnlyList<ItemStatus> items, ReviewSummary summary, Wording wording)
    {
        var suites = items.GroupBy(i => i.Item.Pillar).Select(pillar => new XElement(
            "testsuite",
            new XAttribute("name", wording.Say((PillarPhrase)pillar.Key)),
            Numbers([.. pillar]),
            new XAttribute("timestamp", summary.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)),
            pillar.Select(i => Case(i, wording))));
        var root = new XElement("testsuites", new XAttribute("name", $"readiness review of {summary.Event}"), Numbers(items), suites);
        return new XDocument(new XDeclaration("1.0", "utf-8", null), root).Declaration + "\n" + root + "\n";
    }

    private static IEnumerable<XAttribute> Numbers(IReadOnlyList<ItemStatus> items) =>
    [
        new("tests", items.Count),
        new("failures", items.Count(i => i.Answer == ReviewAnswer.No)),
        new("errors", 0),
        new("skipped", items.Count(i => i.Answer is ReviewAnswer.CouldNotTell or ReviewAnswer.NotApplicable)),
    ];

    private static XElement Case(ItemStatus status, Wording wording) => new(
        "testcase",
        new XAttribute("classname", $"review.{status.Item.Pillar}"),
        new XAttribute("name", $"{status.Item.Id} {wording.Say(status.Item.Text)}"),
        status.Answer switch
        {
            ReviewAnswer.No => new XElement(
                "failure",
                new XAttribute("type", status.Item.Severity.ToString()),
                new XAttribute("message", Clean(status.Evidence)),
                Clean(string.Join("\n", status.Findings.Select(f => $"{f.Resource}: {f.What}; {f.Fix}")))),
            ReviewAnswer.CouldNotTell => Skipped($"could not tell: {status.Evidence}"),
            ReviewAnswer.NotApplicable => Skipped($"not applicable: {status.Evidence}"),
            _ => new XElement("system-out", Clean(status.Evidence)),
        });

    private static XElement Skipped(string why) => new("skipped", new XAttribute("message", Clean(why)));

    // Names come from accounts, and XML takes no control characters.
    private static string Clean(string text) =>
        new([.. text.Select(c => char.IsControl(c) && c is not ('\n' or '\t') || char.IsSurrogate(c) ? '\uFFFD' : c)]);
}
