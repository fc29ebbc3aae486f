using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.PostMortems;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.PostMortems;

public sealed class PostMortemTests
{
    private static readonly DateTimeOffset Signal = Happened.Live.AddMinutes(10);

    [Fact]
    public void It_tells_what_happened_with_times_that_a_person_can_follow()
    {
        var text = English(Happened.Lived.Answered(Signal, Alarmed.Run).Measured(Happened.Prewarm, 240, 900, 12));
        Assert.Contains("# Post-mortem: Spring sale", text, StringComparison.Ordinal);
        Assert.Contains("2 of 2 success criteria held", text, StringComparison.Ordinal);
        Assert.Contains("| 1 | front | front cpu |", text, StringComparison.Ordinal);
        Assert.Contains("| 6.0 s | 4 min |", text, StringComparison.Ordinal);
        Assert.Contains("set the bounds of group web from 12–40 to 14–40", text, StringComparison.Ordinal);
        Assert.Contains("Everything is back to normal.", text, StringComparison.Ordinal);
        Assert.Contains("-10%", text.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_that_was_never_live_is_said_to_be_so_and_is_measured_by_nothing()
    {
        var text = English(Happened.Nothing with
        {
            Head = Happened.Nothing.Head with { Phase = Phase.Cancelled, Cancelling = "the venue burnt" },
        });
        Assert.Contains("The event was never live. Its state: cancelled.", text, StringComparison.Ordinal);
        Assert.Contains("The event was cancelled: the venue burnt", text, StringComparison.Ordinal);
        Assert.DoesNotContain("## Success criteria", text, StringComparison.Ordinal);
        Assert.DoesNotContain("## Forecast", text, StringComparison.Ordinal);
        Assert.Contains("## Data appendix", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_measured_is_said_and_no_number_is_made_up()
    {
        var text = English(Happened.Lived with
        {
            Measured = Measurement.None with { Unreadable = "the role may not read metrics" },
        });
        Assert.Contains("Metrics could not be read: the role may not read metrics", text, StringComparison.Ordinal);
        Assert.Contains("No requests were measured", text, StringComparison.Ordinal);
        Assert.Contains("| not measured |", text, StringComparison.Ordinal);
        Assert.Contains("1 criterion could not be measured", text, StringComparison.Ordinal);
        Assert.DoesNotContain("| 0 | 0 | 0 |", text, StringComparison.Ordinal);
        Assert.Contains("Make this criterion measurable next time: requests served", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_declined_is_counted_with_its_most_frequent_reason()
    {
        var facts = Happened.Lived;
        for (var i = 0; i < 5; i++)
        {
            facts = facts.With(Happened.Decided(Signal.AddMinutes(i), AlarmStateValue.Alarm, AlarmVerdict.CoolingDown));
        }

        var declined = Assert.Single(Doings.Declined(facts.Answered(Signal.AddHours(1), Alarmed.Run)));
        Assert.Equal(("CoolingDown", 5, "about front cpu"), (declined.Verdict, declined.Count, declined.Reason));
        Assert.Contains("| CoolingDown | front | 5 |", English(facts), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_left_is_listed_and_becomes_an_action()
    {
        var facts = Happened.Lived with
        {
            Components = [new ComponentRecord(Happened.Plan.Components[0], null, Happened.Raised)],
            Runs = [Happened.RunOf(Alarmed.Run, RunState.Running, "waits for a person")],
        };
        Assert.Equal([LeftoverKind.NotRestored, LeftoverKind.OpenRun], Leftovers.Of(facts).Select(l => l.Kind));
        var text = English(facts);
        Assert.Contains("2 things are not back to normal.", text, StringComparison.Ordinal);
        Assert.Contains("Bring front back to normal (not restored): group web: 2–8", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_of_one_cause_that_follow_closely_are_one_line()
    {
        var near = Happened.Lived
            .With(Happened.Done(Signal, Alarmed.Run, "tag i-1"), Happened.Done(Signal.AddMinutes(9), Alarmed.OtherRun, "tag i-2"))
            with { Runs = [Happened.RunOf(Alarmed.Run, RunState.Done), Happened.RunOf(Alarmed.OtherRun, RunState.Done)] };
        var line = Assert.Single(EventTimeline.Of(near, []).Lines, l => l.Kind == TimelineKind.Changes);
        Assert.Equal((Signal, Signal.AddMinutes(9), "tag i-1", 2), (line.At, line.Until, line.What, line.Count));

        var far = Happened.Lived
            .With(Happened.Done(Signal, Alarmed.Run, "tag i-1"), Happened.Done(Signal.AddMinutes(11), Alarmed.OtherRun, "tag i-2"))
            with { Runs = near.Runs };
        Assert.Equal(2, EventTimeline.Of(far, []).Lines.Count(l => l.Kind == TimelineKind.Changes));
        Assert.Equal(
            2,
            EventTimeline.Of(near with { Runs = [] }, []).Lines.Count(l => l.Kind == TimelineKind.Changes));
    }

    [Fact]
    public void Of_a_long_event_the_busiest_days_are_shown_hour_by_hour()
    {
        var closed = Happened.Live.AddDays(400);
        var plan = Happened.Plan with
        {
            Schedule = new EventSchedule(Happened.Prewarm, Happened.Live, closed.AddDays(-1), closed),
            Traffic = [],
        };
        var long400 = Happened.Lived with { Plan = plan, ReadAt = closed };
        for (var day = 0; day < 10; day++)
        {
            long400 = long400.Measured(Happened.Live.AddDays(day * 3), 30, 100 + day, 12);
        }

        var lines = English(long400).Split('\n');
        Assert.True(lines.Length < 300, $"{lines.Length} lines");
        Assert.Contains("The 7 busiest of 10 days are shown; hours.csv has all.", lines);
    }

    [Fact]
    public void The_bill_is_told_by_service_or_why_it_is_not()
    {
        var bill = new Bill(
            "event=sale",
            new DateOnly(2026, 3, 1),
            new DateOnly(2026, 3, 3),
            [new BillLine("Compute", 220.125m, "USD"), new BillLine("Route 53", 0.5m, "USD")],
            IsEstimated: true);
        var text = English(Happened.Lived with { Bill = bill });
        Assert.Contains("with the tag event=sale, from 2026-03-01 to 2026-03-02", text, StringComparison.Ordinal);
        Assert.Contains("| Compute | 220.13 USD |", text, StringComparison.Ordinal);
        Assert.Contains("**220.63 USD**", text, StringComparison.Ordinal);
        Assert.Contains("not settled yet", text, StringComparison.Ordinal);
        Assert.Contains(
            "knows no costs with the tag event=sale",
            English(Happened.Lived with { Bill = bill with { Lines = [] } }),
            StringComparison.Ordinal);
        Assert.Contains(
            "could not be read: allow ce:GetCostAndUsage",
            English(Happened.Lived with { BillUnreadable = "allow ce:GetCostAndUsage" }),
            StringComparison.Ordinal);
        Assert.Contains("--bill-tag reads it", English(Happened.Lived), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("event=sale", "event", "sale")]
    [InlineData(" event = a=b ", "event", "a=b")]
    [InlineData("event", null, null)]
    [InlineData("=sale", null, null)]
    [InlineData("event=", null, null)]
    public void A_bills_tag_has_a_key_and_a_value(string text, string? key, string? value) =>
        Assert.Equal(key is null ? null : new BillTag(key, value!), BillTag.Parse(text));

    [Fact]
    public void A_timeline_stays_readable_however_much_was_recorded()
    {
        var facts = Happened.Lived;
        var lines = Enumerable.Range(0, 2_000).Select(i => Happened.Line(
            Happened.Live.AddSeconds(i * 3),
            JournalKind.Person,
            i % 2 == 0 ? $"command {i % 600}" : "pause",
            $"words {i}"));
        facts = facts.With([.. lines]);
        var (shown, leftOut) = EventTimeline.Of(facts, []);
        Assert.Equal(EventTimeline.LinesMax, shown.Count);
        Assert.True(leftOut > 0);
        Assert.Equal(4, shown.Count(l => l.Kind == TimelineKind.Phase));
        var pauses = shown.Where(l => l.Count > 1).Sum(l => l.Count);
        Assert.True(pauses >= 1_000, $"{pauses} like records were put together");
    }

    [Fact]
    public void Korean_says_all_of_it_and_quotes_what_was_recorded()
    {
        var facts = Happened.Lived.Answered(Signal, Alarmed.Run).Measured(Happened.Prewarm, 240, 900, 12);
        var document = PostMortemDocument.Compose(facts, Happened.Korean);
        var text = Markdown.Write(document);
        Assert.Equal(Language.Korean, document.Language);
        Assert.Contains("# 사후 분석: Spring sale", text, StringComparison.Ordinal);
        Assert.Contains("성공 기준 2개 중 2개 충족", text, StringComparison.Ordinal);
        Assert.Contains("about front cpu", text, StringComparison.Ordinal);
        Assert.DoesNotContain("not measured", text, StringComparison.Ordinal);
        Assert.DoesNotContain("{0}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_drawing_leaves_a_gap_where_nothing_was_measured()
    {
        var drawing = DemandDrawing.Of(
            Happened.Lived.Measured(Happened.Prewarm, 60, 900, 12).Measured(Happened.Cooldown, 60, 900, 12),
            Happened.English)!;
        var offered = drawing.Svg.Split('\n').First(l => l.Contains("#d97706", StringComparison.Ordinal));
        Assert.Equal(2, offered.Count(c => c == 'M'));
        Assert.StartsWith("<svg ", drawing.Svg, StringComparison.Ordinal);
        Assert.Null(DemandDrawing.Of(Happened.Lived with { Plan = Happened.Plan with { Traffic = [] } }, Happened.English));
    }

    [Fact]
    public void The_appendix_has_every_record()
    {
        var facts = Happened.Lived.Answered(Signal, Alarmed.Run).Measured(Happened.Live, 3, 900, 12);
        var files = Appendix.Of(facts).ToDictionary(f => f.Name, f => f.Text.TrimEnd().Split("\r\n").Length - 1);
        Assert.Equal((7, 1, 3, 3, 4), (files["journal.csv"], files["incidents.csv"], files["demand.csv"], files["capacity.csv"], files["hours.csv"]));
    }

    private static string English(EventFacts facts) => Markdown.Write(PostMortemDocument.Compose(facts, Happened.English));
}
