using System.Xml.Linq;
using ServerlessReadiness.Cli.Reviews;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Review;

namespace ServerlessReadiness.Cli.Tests.Reviews;

public sealed class JUnitReportTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_no_is_a_failure_and_what_has_no_answer_is_skipped_with_its_reason()
    {
        ItemStatus[] items =
        [
            new(ReviewItem.Find("SEC-10")!, ReviewAnswer.No, "1 finding", null, Now, [new Finding("sg-1\u0001", "open to <all>", "close it")]),
            new(ReviewItem.Find("SEC-11")!, ReviewAnswer.Yes, "2 listeners", null, Now, []),
            new(ReviewItem.Find("REL-03")!, ReviewAnswer.CouldNotTell, "allow ec2:DescribeSubnets", null, null, []),
            new(ReviewItem.Find("REL-08")!, ReviewAnswer.NotApplicable, "no VPN", null, Now, []),
        ];
        var summary = ReviewSummary.Of(EventId.Parse("sale"), Now, 1, items);

        var text = JUnitReport.Write(items, summary, new Wording(Language.English, new PlanClocks([])));

        Assert.StartsWith("<?xml", text, StringComparison.Ordinal);
        var root = XDocument.Parse(text).Root!;
        Assert.Equal(("4", "1", "2"), (Of(root, "tests"), Of(root, "failures"), Of(root, "skipped")));
        Assert.Equal(["Security", "Reliability"], root.Elements("testsuite").Select(s => Of(s, "name")));
        var failure = Assert.Single(root.Descendants("failure"));
        Assert.Equal("sg-1\uFFFD: open to <all>; close it", failure.Value);
        Assert.Equal(
            ["could not tell: allow ec2:DescribeSubnets", "not applicable: no VPN"],
            root.Descendants("skipped").Select(s => Of(s, "message")));
    }

    private static string? Of(XElement element, string name) => (string?)element.Attribute(name);
}
