using ServerlessReadiness.Application.Tests.Operators;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Operators;

namespace ServerlessReadiness.Application.Tests.People;

/// <summary>Contacts are asked, answer by any way, and are missed when they do not.</summary>
public sealed class ContactPlayTests
{
    private static readonly Core.Plans.CompiledPlan Plan = Crew.Coming with
    {
        Contacts = [Crew.Minji with { Confirm = Sample.T0.AddHours(3) }, Crew.Ops],
    };

    [Fact]
    public void Silence_becomes_an_issue_and_an_answer_by_SNS_ends_it()
    {
        var desk = new Desk(Plan);
        desk.Scenario.Beats(TimeSpan.FromMinutes(3));
        var asked = Assert.Single(desk.Scenario.World.RunMails);
        Assert.Equal("minji@example.com", asked.To);
        Assert.Contains("참여 가능 여부", asked.Subject, StringComparison.Ordinal);
        Assert.Empty(Issues(desk));

        desk.Scenario.Beats(TimeSpan.FromHours(3));
        Assert.Equal(2, desk.Scenario.World.RunMails.Count());
        var issue = Assert.Single(Issues(desk));
        Assert.Equal((IssueKind.ContactUnconfirmed, true), (issue.Kind, issue.IsOpen));
        Assert.Contains("Min-ji Park (owner): no answer", issue.Summary, StringComparison.Ordinal);
        Assert.Contains("ContactUnconfirmed", Assert.Single(desk.Scenario.World.Messages).Subject, StringComparison.Ordinal);

        var done = desk.Give(new OperatorCommand.ConfirmContact("Min-ji Park"), Desk.Sns);
        Assert.Equal(CommandState.Done, done.State);
        desk.Scenario.Beats(TimeSpan.FromMinutes(2));
        Assert.False(Assert.Single(Issues(desk)).IsOpen);
        Assert.Equal(2, desk.Scenario.World.RunMails.Count());
    }

    [Fact]
    public void A_decline_is_an_issue_at_once_with_its_reason()
    {
        var desk = new Desk(Plan);
        desk.Scenario.Beats(TimeSpan.FromMinutes(2));
        desk.Give(desk.Ask(new OperatorCommand.DeclineContact("Min-ji Park")) with { Reason = "on leave" }, Desk.Sns);
        desk.Scenario.Beats(TimeSpan.FromMinutes(2));
        Assert.Contains("not available, on leave", Assert.Single(Issues(desk)).Summary, StringComparison.Ordinal);
        var status = desk.Scenario.Play(async () => (await desk.Scenario.NewHost().Status.ReadAsync(Sample.Event, CancellationToken.None))!);
        Assert.Equal(
            [("Min-ji Park", "declined"), ("Ops", "not asked for")],
            status.Contacts.Select(c => (c.Contact.Name, c.WordAt(desk.Scenario.Now))));
    }

    [Fact]
    public void Who_is_no_contact_cannot_answer_and_the_refusal_names_who_could()
    {
        var unknown = new Desk(Plan).Give(new OperatorCommand.ConfirmContact("min-ji park"));
        Assert.Equal(RefusalKind.Unknown, unknown.Refusal);
        Assert.Contains("Min-ji Park, Ops", unknown.Next, StringComparison.Ordinal);
        var nobody = new Desk().Give(new OperatorCommand.ConfirmContact("Kim"));
        Assert.Contains("the plan names none", nobody.Next, StringComparison.Ordinal);
        Assert.Equal(RefusalKind.Invalid, new Desk(Plan).Give(new OperatorCommand.ConfirmContact("\u0007")).Refusal);
    }

    [Fact]
    public void A_plan_without_questions_stores_and_says_nothing()
    {
        var desk = new Desk(Crew.Coming);
        desk.Scenario.Beats(TimeSpan.FromMinutes(10));
        Assert.Empty(desk.Scenario.World.RunMails);
        Assert.Null(desk.Scenario.Read(StateKeys.Contact(Sample.Event, "Ops")).Value);
    }

    private static IReadOnlyList<Issue> Issues(Desk desk) => [.. desk.Scenario.Play(() => desk.Scenario.Store.ListAsync(
        StateKeys.EventPk(Sample.Event), StateKeys.IssuePrefix, StateJson.Default.Issue, CancellationToken.None))
        .Select(i => i.Value)];
}
