using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Tests.Operators;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Tests.People;

/// <summary>What nobody takes up, with Clock beating each minute.</summary>
public sealed class EscalationPlayTests
{
    [Fact]
    public void An_issue_climbs_from_the_operator_to_leadership_until_somebody_takes_it_up()
    {
        var desk = new Desk(Crew.Plan);
        var issue = desk.Give(new OperatorCommand.OpenIssue("checkout is slow")).Issue!.Value;
        desk.Scenario.Beats(TimeSpan.FromMinutes(25));
        Assert.Equal(["ops@example.com", "minji@example.com"], desk.Scenario.World.RunMails.Select(m => m.To));
        Assert.Contains("checkout is slow", desk.Scenario.World.RunMails.First().Text, StringComparison.Ordinal);
        Assert.Contains("담당자가 없는 문제", desk.Scenario.World.RunMails.Last().Subject, StringComparison.Ordinal);
        Assert.Equal(["Min-ji Park"], Status(desk).Escalations.Single().ToldWhom);

        desk.Give(new OperatorCommand.UpdateIssue(issue, Owner: "kim"));
        desk.Scenario.Beats(TimeSpan.FromHours(3));
        Assert.Equal(2, desk.Scenario.World.RunMails.Count());
        Assert.Empty(Status(desk).Escalations);
        var lines = desk.Scenario.Journal().Where(l => l.Kind == Core.Journal.JournalKind.Page).OrderBy(l => l.At).ToList();
        Assert.Equal(["escalated", "escalated", "escalation over"], lines.Select(l => l.Verdict));
        Assert.Contains("told: Ops (operator)", lines[0].Reason, StringComparison.Ordinal);
        Assert.Equal("kim sees to it", lines[2].Reason);
        Assert.All(desk.Scenario.Pages, p => Assert.Equal(RunState.Done, p.State));
    }

    [Fact]
    public void An_issue_that_somebody_has_from_the_start_tells_nobody()
    {
        var desk = new Desk(Crew.Plan);
        desk.Give(new OperatorCommand.OpenIssue("slow", Owner: "kim"));
        desk.Scenario.Beats(TimeSpan.FromHours(2));
        Assert.Empty(desk.Scenario.World.RunMails);
        Assert.Empty(desk.Scenario.World.Messages);
    }

    [Fact]
    public void A_run_that_asks_climbs_until_it_is_answered()
    {
        var shop = new Shop(Shop.Ask("more"));
        shop.Start();
        shop.Beats(45);
        var told = shop.Scenario.World.Messages.Skip(1).ToList();

        // The plan has no contacts, so everybody is told, after ten minutes and then each hour.
        Assert.Contains("has waited for an answer for 10 min", Assert.Single(told).Subject, StringComparison.Ordinal);
        Assert.Contains($"readiness approve {shop.Run.Id} --event sale --step more", told[0].Text, StringComparison.Ordinal);
        Assert.NotNull(shop.Ask(RunRequestKind.Approve).Next);
        shop.Beats(120);
        Assert.Equal(2, shop.Scenario.World.Messages.Count());
    }

    [Theory]
    [InlineData(PortFailure.Refused)]
    [InlineData(PortFailure.Denied)]
    [InlineData(PortFailure.Unavailable)]
    public void Mail_that_does_not_go_is_told_to_the_topic_instead(PortFailure failure)
    {
        var desk = new Desk(Crew.Plan);
        desk.Scenario.World.Fault = c => c is Change.SendMail ? (failure, false) : null;
        desk.Give(new OperatorCommand.OpenIssue("slow"));
        desk.Scenario.Beats(TimeSpan.FromMinutes(15));
        Assert.Empty(desk.Scenario.World.RunMails);
        var message = Assert.Single(desk.Scenario.World.Messages);
        Assert.Contains("nobody has taken up an issue", message.Subject, StringComparison.Ordinal);
        Assert.Equal(RunState.Done, Assert.Single(desk.Scenario.Pages).State);
    }

    [Fact]
    public void Without_a_sender_everything_goes_to_the_topic_in_English()
    {
        var plan = Crew.Plan with { Reports = Core.Plans.Reporting.ReportPlan.None, Contacts = [Crew.Minji] };
        var desk = new Desk(plan);
        desk.Give(new OperatorCommand.OpenIssue("slow"));
        desk.Scenario.Beats(TimeSpan.FromMinutes(15));
        Assert.Empty(desk.Scenario.World.RunMails);
        Assert.Contains("nobody has taken up", Assert.Single(desk.Scenario.World.Messages).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void An_escalation_of_an_event_that_is_over_ends_without_a_word()
    {
        var desk = new Desk(Crew.Plan);
        var issue = desk.Give(new OperatorCommand.OpenIssue("slow")).Issue!.Value;
        var head = StateKeys.Head(Sample.Event);
        var (known, version) = desk.Scenario.Read(head);
        var listing = desk.Scenario.Play(() => desk.Scenario.Store.ListAsync(
            StateKeys.EventsPk, "", StateJson.Default.EventListing, CancellationToken.None)).Single();
        desk.Scenario.Commit(
            head.Put(known! with { Phase = Core.Events.Phase.Closed }, version),
            StateKeys.Listing(listing.Value).Put(listing.Value with { Open = false }, listing.Version));
        desk.Scenario.Beats(TimeSpan.FromHours(1));
        Assert.Empty(desk.Scenario.World.RunMails);
        Assert.NotNull(desk.Scenario.Read(StateKeys.Escalation(Sample.Event, issue)).Value!.Over);
    }

    [Fact]
    public void Two_clocks_at_once_tell_each_step_once()
    {
        var desk = new Desk(Crew.Plan);
        desk.Give(new OperatorCommand.OpenIssue("slow"));
        for (var minute = 0; minute < 25; minute++)
        {
            desk.Scenario.Beat();
            desk.Scenario.Beat();
            desk.Scenario.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(["ops@example.com", "minji@example.com"], desk.Scenario.World.RunMails.Select(m => m.To));
    }

    private static EventStatus Status(Desk desk) => desk.Scenario.Play(async () =>
        (await desk.Scenario.NewHost().Status.ReadAsync(Sample.Event, CancellationToken.None))!);
}
