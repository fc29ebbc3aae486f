using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Reports;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Reports;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests.Reports;

/// <summary>Each due report is made once, stored before it is sent, and sent to each recipient.</summary>
public sealed class ReportJobTests
{
    private static readonly DateTimeOffset Live = Occasion.LiveAt;

    [Fact]
    public void Nothing_is_due_between_two_reports_and_then_nothing_is_sent()
    {
        var room = new Newsroom();
        Assert.Equal(new ReportsDone(0, 0, 0, 0), room.Tick());
        room.Until(Live.AddMinutes(7));
        var sent = room.World.Mails.Count;
        room.Tick();
        Assert.Equal((sent, sent > 0), (room.World.Mails.Count, true));
    }

    [Fact]
    public void An_hour_goes_to_the_topic_in_each_language_and_to_each_contact_in_their_own()
    {
        // Nothing is due before Live, so nothing is missed that would make the hour yellow.
        var plan = Newsroom.Plan with { Reports = Newsroom.Plan.Reports with { Every = [Newsroom.Plan.Reports.Every[1]] } };
        var room = new Newsroom(plan);
        room.Occasion.BeatsUntil(Live);
        Assert.Equal(new ReportsDone(1, 4, 0, 0), room.Tick());
        var report = Assert.Single(room.Reports);
        Assert.Equal(("2026-03-01T11:00:00Z", Live), (report.Id, report.Due));
        Assert.All(report.Deliveries, d => Assert.Equal(DeliveryState.Sent, d.State));
        Assert.Equal(
            ["sale/2026-03-01T11:00:00Z/en", "sale/2026-03-01T11:00:00Z/ko"],
            room.World.ToLeaders.Select(m => m.Token));
        Assert.Equal(
            [
                ("sale/2026-03-01T11:00:00Z/minji@shop.example", "[GREEN] Spring sale: status report, Sun 1 March, 8:00 PM"),
                ("sale/2026-03-01T11:00:00Z/lead@shop.example", "[녹색] Spring sale: 상태 보고, 3월 1일(일) 오후 8:00"),
            ],
            room.World.Mails.Select(m => (m.Id, m.Subject)));
        Assert.Contains(room.Scenario.Journal(), l => l.Verdict == "report Green");
    }

    [Fact]
    public void A_mail_has_the_charts_that_could_be_drawn()
    {
        var room = new Newsroom();
        room.World.Chart = _ => new byte[] { 0x89, 0x50 };
        room.Occasion.BeatsUntil(Live);
        room.Tick();
        Assert.All(room.World.Mails, m =>
        {
            Assert.Equal("chart-1", Assert.Single(m.Pictures).ContentId);
            Assert.Contains("src=\"cid:chart-1\"", m.Html, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_refused_delivery_is_told_and_stops_no_other()
    {
        var room = new Newsroom();
        room.World.MailFault = m => m.To.StartsWith("minji", StringComparison.Ordinal)
            ? new PortException(PortFailure.Refused, "Email address is not verified; verify it, or leave the sandbox.")
            : null;
        room.Occasion.BeatsUntil(Live);
        Assert.Equal(new ReportsDone(1, 3, 1, 0), room.Tick());
        Assert.Equal("lead@shop.example", Assert.Single(room.World.Mails).To);
        Assert.Contains(room.Scenario.Journal(), l => l.Verdict == "report refused"
            && l.Reason.Contains("minji@shop.example: Email address is not verified", StringComparison.Ordinal));
        Assert.Equal(new ReportsDone(0, 0, 0, 0), room.Tick());

        room.Scenario.Time.Advance(TimeSpan.FromMinutes(30));
        room.Tick();
        Assert.Contains("not verified", Assert.Single(room.Reports[^1].Unreached).Reason, StringComparison.Ordinal);
        var status = room.Scenario.Play(() => room.Scenario.NewHost().Status.ReadAllAsync(CancellationToken.None));
        Assert.Equal(room.Reports[^1], Assert.Single(status).Report);
    }

    [Fact]
    public void What_failed_is_tried_again_under_the_same_id()
    {
        var room = new Newsroom();
        room.World.MailFault = _ => new PortException(PortFailure.Throttled, "SES is throttled; try later.");
        room.Occasion.BeatsUntil(Live);
        Assert.Equal(new ReportsDone(1, 2, 0, 2), room.Tick());
        room.World.MailFault = _ => null;
        room.Scenario.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(new ReportsDone(0, 2, 0, 0), room.Tick());
        Assert.Equal((2, 2), (room.World.Mails.Count, room.World.ToLeaders.Count));
        Assert.Single(room.Reports);
    }

    [Fact]
    public void Wherever_a_Reporter_dies_the_next_one_goes_on_and_repeats_say_the_same()
    {
        for (var call = 1; call < 60; call++)
        {
            foreach (var after in (bool[])[false, true])
            {
                var room = new Newsroom();
                room.Occasion.BeatsUntil(Live);
                var crash = new CrashAt(call, after);
                if (room.Tick(crash, () => crash.HasCrashed) is not null)
                {
                    return;
                }

                room.Scenario.Time.Advance(TimeSpan.FromMinutes(5));
                room.Tick();
                var report = Assert.Single(room.Reports);
                Assert.All(report.Deliveries, d => Assert.Equal(DeliveryState.Sent, d.State));
                Assert.InRange(room.World.Mails.Count + room.World.ToLeaders.Count, 4, 5);
                Assert.All(room.World.Mails.GroupBy(m => m.Id), g => Assert.Single(g.Select(m => m.Text).Distinct()));
                Assert.Equal(4, room.World.Mails.Select(m => m.Id).Concat(room.World.ToLeaders.Select(m => m.Token)).Distinct().Count());
            }
        }

        Assert.Fail("the report takes more calls than were tried");
    }

    [Fact]
    public void Two_Reporters_at_once_make_one_report_and_send_it_once()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var room = new Newsroom();
            room.Occasion.BeatsUntil(Live);
            var turns = new SeededInterleaving(seed);
            var stopBy = room.Scenario.Now + TimeSpan.FromSeconds(50);
            room.Scenario.PlayInterleaved(
                turns,
                [
                    .. Enumerable.Range(0, 2).Select(_ => room.Scenario.NewHost(turns)).Select(host =>
                        (Func<Task>)(() => host.Reports.RunAsync(stopBy, CancellationToken.None))),
                ]);
            Assert.Single(room.Reports);
            Assert.Equal((2, 2), (room.World.Mails.Count, room.World.ToLeaders.Count));
        }
    }

    [Fact]
    public void Hours_that_nobody_made_a_report_for_are_named_in_the_next()
    {
        var room = new Newsroom();
        room.Until(Occasion.PrewarmAt.AddMinutes(1));
        room.Occasion.BeatsUntil(Live.AddMinutes(31));
        room.Tick();
        Assert.Equal(["2026-03-01T10:00:00Z", "2026-03-01T11:30:00Z"], room.Ids);
        Assert.Equal([Live.AddMinutes(-30), Live], room.Reports[^1].Missed);
    }

    [Fact]
    public void What_cannot_be_read_is_named_and_the_report_goes_out_all_the_same()
    {
        var room = new Newsroom();
        room.Occasion.BeatsUntil(Live);
        room.World.ReadFault = call => call is "read metrics" ? PortFailure.Denied : null;
        room.Tick();
        var report = Assert.Single(room.Reports);
        Assert.Equal(ReportColour.Yellow, report.Colour);
        Assert.All(report.Unseen, u => Assert.StartsWith("metrics requests", u.What, StringComparison.Ordinal));
        Assert.Null(report.Metrics[0].Value);
        Assert.Equal(2, room.World.Mails.Count);
    }

    [Fact]
    public void An_hour_without_data_says_so()
    {
        var room = new Newsroom();
        room.Occasion.BeatsUntil(Live);
        room.World.Measured = (_, _) => null;
        room.Tick();
        Assert.Contains("no data", room.World.Mails[0].Text, StringComparison.Ordinal);
        Assert.Contains("no data", room.World.Mails[0].Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_contacts_and_topic_the_report_is_kept_and_the_journal_says_that_nobody_gets_it()
    {
        var room = new Newsroom(Newsroom.Plan with { Contacts = [] });
        room.World.HasLeadersTopic = false;
        room.Occasion.BeatsUntil(Live.AddMinutes(10));
        room.Tick();
        Assert.Empty(Assert.Single(room.Reports).Deliveries);
        Assert.Contains(room.Scenario.Journal(), l => l.Reason.Contains("nobody receives it", StringComparison.Ordinal));
        room.Occasion.BeatsUntil(Live.AddMinutes(14));
        Assert.All(room.Missing, i => Assert.False(i.IsOpen));
    }

    [Fact]
    public void Without_a_sender_only_the_topic_is_told()
    {
        var room = new Newsroom(Newsroom.Plan with { Reports = Newsroom.Plan.Reports with { From = null } });
        room.Occasion.BeatsUntil(Live);
        room.Tick();
        Assert.Equal((0, 2), (room.World.Mails.Count, room.World.ToLeaders.Count));
    }

    [Fact]
    public void A_whole_event_has_its_hours_the_summary_of_Live_and_one_last_report()
    {
        var room = new Newsroom();
        room.Until(Occasion.CooldownAt.AddMinutes(5));
        room.Occasion.Confirm();
        room.Until(Occasion.ClosedAt.AddMinutes(10));
        Assert.Equal(Phase.Closed, room.Occasion.Head.Phase);
        Assert.Equal(
            [
                "2026-03-01T10:00:00Z",
                "2026-03-01T10:30:00Z",
                "2026-03-01T11:00:00Z",
                "2026-03-01T11:30:00Z",
                "2026-03-01T12:00:00Z",
                "final",
            ],
            room.Ids);
        Assert.Equal(ReportKind.LiveOver, room.Reports[^2].Kind);
        Assert.True(room.Reports[^1].Totals.WentLive);
        Assert.All(room.Reports.SelectMany(r => r.Deliveries), d => Assert.Equal(DeliveryState.Sent, d.State));
        Assert.Empty(room.Missing);
        Assert.Equal(new ReportsDone(0, 0, 0, 0), room.Tick());
    }

    [Fact]
    public void An_event_that_never_went_live_has_a_last_report_that_says_so()
    {
        var room = new Newsroom();
        room.Occasion.Do(m => m.CancelAsync(Sample.Event, "the venue is closed", "kim", CancellationToken.None));
        room.Until(Sample.T0.AddMinutes(10));
        Assert.Equal(Phase.Cancelled, room.Occasion.Head.Phase);
        var last = Assert.Single(room.Reports);
        Assert.Equal((ReportKind.Final, false), (last.Kind, last.Totals.WentLive));
        Assert.Contains("never went live", room.World.Mails[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Reporter_that_was_away_for_days_sends_no_summary_of_an_event_that_is_long_over()
    {
        var room = new Newsroom();
        room.Occasion.Do(m => m.CancelAsync(Sample.Event, "the venue is closed", "kim", CancellationToken.None));
        room.Occasion.BeatsUntil(Sample.T0.AddMinutes(2));
        room.Scenario.Time.Advance(TimeSpan.FromHours(25));
        Assert.Equal(new ReportsDone(0, 0, 0, 0), room.Tick());
    }
}
