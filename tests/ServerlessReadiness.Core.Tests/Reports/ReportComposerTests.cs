using System.Text;
using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Reports;
using ServerlessReadiness.Core.Review;

namespace ServerlessReadiness.Core.Tests.Reports;

/// <summary>Reports in each colour and language. The pages are kept beside the tests, to be looked at.</summary>
public sealed class ReportComposerTests
{
    private const int SnsBytesMax = 256 * 1024;

    public static TheoryData<string, Language, string> Hours { get; } = new()
    {
        { "green", Language.English, "GREEN – normal" },
        { "green", Language.Korean, "녹색(정상)" },
        { "yellow", Language.English, "YELLOW – there is a problem" },
        { "yellow", Language.Korean, "노란색(문제 발생)" },
        { "red", Language.English, "RED – there is a major problem" },
        { "red", Language.Korean, "빨간색(주요 문제)" },
    };

    [Theory]
    [MemberData(nameof(Hours))]
    public void The_colour_comes_first_and_the_most_important_facts_follow(string colour, Language language, string says)
    {
        var document = ReportComposer.Compose(Hour.Of(FactsOf(colour)), Hour.Plan, language);
        Keep($"{colour}-{Wording.CodeOf(language)}", document);
        var notice = Assert.IsType<Block.Notice>(document.Blocks[0]);
        Assert.StartsWith(says, notice.Text.ToString(), StringComparison.Ordinal);
        Assert.Equal(5, Assert.IsType<Block.Facts>(document.Blocks[1]).Lines.Count);
        Assert.True(Encoding.UTF8.GetByteCount(PlainText.Write(document)) < SnsBytesMax);
    }

    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.Korean)]
    public void The_last_report_tells_of_the_whole_event(Language language)
    {
        var facts = Hour.Yellow with
        {
            Head = Hour.Head with { Phase = Phase.Closed, ChangedAt = Hour.Due },
            Contingencies = [new("region-lost", "The home region is lost", TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(402), null)],
        };
        var document = ReportComposer.Compose(Hour.Of(facts, ReportKind.Final), Hour.Plan, language);
        Keep($"final-{Wording.CodeOf(language)}", document);
        var text = PlainText.Write(document);
        Assert.Contains(language == Language.English ? "THE WHOLE EVENT" : "전체 이벤트", text, StringComparison.Ordinal);
        Assert.Contains("184.20 USD", text, StringComparison.Ordinal);
        Assert.Contains("region-lost", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_that_never_went_live_says_so()
    {
        var facts = Hour.Green with
        {
            Head = Hour.Head with { Phase = Phase.Cancelled, Cancelling = "the venue is closed", ChangedAt = Hour.Due },
            Journal = [],
            Counted = [],
        };
        var text = Text(Hour.Of(facts, ReportKind.Final));
        Assert.Contains("The event never went live.", text, StringComparison.Ordinal);
        Assert.Contains("“the venue is closed”", text, StringComparison.Ordinal);
        Assert.Contains("Requests: not measured", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_is_said_and_never_a_silent_gap()
    {
        var report = Hour.Of(Hour.Red) with { Missed = [Hour.Due.AddHours(-1)], Deliveries = [] };
        var text = Text(report with { Metrics = [report.Metrics[0] with { Value = null }] });
        Assert.Contains("no data", text, StringComparison.Ordinal);
        Assert.Contains("cloudwatch:GetMetricData is denied", text, StringComparison.Ordinal);
        Assert.Contains("No report was made for Sun 1 March, 5:00 PM", text, StringComparison.Ordinal);
        Assert.Contains("did not reach Min-ji Park (minji.park@shop.example)", text, StringComparison.Ordinal);
        Assert.Contains("Nobody receives this report by mail", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_without_metrics_bridge_and_problems_says_each()
    {
        var plan = Hour.Plan with { Metrics = [], WarRoom = WarRoom.None };
        var text = PlainText.Write(ReportComposer.Compose(
            Hour.Of(Hour.Green with { Plan = plan, Journal = [] }), plan, Language.English));
        Assert.Contains("The plan watches no metric.", text, StringComparison.Ordinal);
        Assert.Contains("The plan names no bridge.", text, StringComparison.Ordinal);
        Assert.Contains("No problem is open.", text, StringComparison.Ordinal);
        Assert.Contains("It declined nothing since the last report.", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.English, "no go, 40 of 44 items that apply are answered yes", "Blocker REL-04, not the case: Databases run in several zones.")]
    [InlineData(Language.Korean, "진행 불가, 해당하는 44개 항목 중 40개의 답변이 \"예\"입니다.", "진행을 막는 항목 REL-04")]
    public void Before_the_event_is_live_a_report_tells_whether_it_can_be_held(Language language, string says, string blocker)
    {
        var review = new ReviewSummary(
            Hour.Plan.Event, Hour.Due.AddHours(-3), 3, Readiness.NoGo, 40, 2, 3, 2, ["REL-04"], ["SEC-10"]);
        var before = review with { At = review.At.AddDays(-1), Yes = 38, Readiness = Readiness.GoWithRisks };
        var facts = Hour.Green with { Head = Hour.Head with { Phase = Phase.Prewarm }, Reviews = [review, before] };
        var text = PlainText.Write(ReportComposer.Compose(Hour.Of(facts), Hour.Plan, language));
        Assert.Contains(says, text, StringComparison.Ordinal);
        Assert.Contains(blocker, text, StringComparison.Ordinal);
        Assert.Contains("38", text, StringComparison.Ordinal);

        var live = PlainText.Write(ReportComposer.Compose(
            Hour.Of(facts with { Head = Hour.Head }), Hour.Plan, language));
        Assert.DoesNotContain(blocker, live, StringComparison.Ordinal);
    }

    [Fact]
    public void A_problem_has_owner_plan_and_expected_end()
    {
        var text = Text(Hour.Of(Hour.Red));
        Assert.Contains("Owner: Ji-woo Han", text, StringComparison.Ordinal);
        Assert.Contains("Owner: nobody yet", text, StringComparison.Ordinal);
        Assert.Contains("Expected to be over: Sun 1 March, 6:10 PM", text, StringComparison.Ordinal);
        Assert.Contains("Expected to be over: nobody can tell yet", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Charts_stand_below_the_metrics_that_they_show()
    {
        var document = ReportComposer.Compose(
            Hour.Of(Hour.Green), Hour.Plan, Language.English, [new ReportPicture("latency", "cid:chart-1")]);
        Assert.Equal("Chart of latency", document.Blocks.OfType<Block.Picture>().Single().Alternative);
    }

    [Fact]
    public void A_topics_subject_is_short_and_of_letters_that_SNS_takes()
    {
        var plan = Hour.Plan with { Event = EventId.Parse(new string('x', 63)), Name = "봄 세일" };
        var subject = ReportComposer.TopicSubject(Hour.Of(Hour.Red with { Plan = plan }), plan);
        Assert.InRange(subject.Length, 20, 99);
        Assert.All(subject, c => Assert.InRange(c, ' ', '~'));
        Assert.StartsWith("[RED] xxx", subject, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mails_subject_is_in_its_readers_language() => Assert.Equal(
        "[노란색] Spring sale 2026: 상태 보고, 3월 1일(일) 오후 6:00",
        ReportComposer.Subject(Hour.Of(Hour.Yellow), Hour.Plan, Language.Korean));

    [Fact]
    public void Every_kind_of_issue_has_a_name_in_words() =>
        Assert.All(Enum.GetValues<IssueKind>(), kind => Assert.True(Enum.TryParse<ReportPhrase>($"Issue{kind}", out _)));

    private static string Text(Report report) =>
        PlainText.Write(ReportComposer.Compose(report, Hour.Plan, Language.English));

    private static ReportFacts FactsOf(string colour) => colour switch
    {
        "green" => Hour.Green,
        "yellow" => Hour.Yellow,
        _ => Hour.Red,
    };

    private static void Keep(string name, Document document)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "reports"));
        File.WriteAllText(Path.Combine(folder.FullName, name + ".html"), HtmlPage.Write(document));
        File.WriteAllText(Path.Combine(folder.FullName, name + ".txt"), PlainText.Write(document));
    }
}
