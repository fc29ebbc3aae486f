using ServerlessReadiness.Core.Timeline;

namespace ServerlessReadiness.Plans.Tests;

/// <summary>Contacts, the escalation and the timeline in the plan's YAML.</summary>
public sealed class PeoplePlanTests
{
    private const string Contacts = """

        contacts:
          - { name: Kim, role: owner, mail: kim@example.com, scenarios: [floor-fight], escalate: 2, confirm: live - 3d }
          - { name: Ops, role: operator, mail: ops@example.com }
        """;

    [Fact]
    public void Whom_to_tell_when_and_of_what_is_read()
    {
        var plan = Text.Compile(Text.Plan + Contacts + """

            escalation: { repeat: 30m, steps: [{ role: operator, after: 5m }, { role: owner }] }
            timeline:
              load-test: { what: Load-test it, due: 2026-05-20T12:00, stage: week-4, owner: Ops }
              team: { owner: Kim }
              cost: { drop: true }
            """);
        var kim = plan.Contacts[0];
        Assert.Equal((2, plan.Schedule.Live.AddDays(-3), "floor-fight"), (kim.Escalate, kim.Confirm, kim.Scenarios.Single()));
        Assert.Equal(TimeSpan.FromMinutes(30), plan.Escalation.RepeatEvery);
        Assert.Equal([TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10)], plan.Escalation.Steps.Select(s => s.After));
        var added = TimelineTasks.Of(plan).Single(t => t.Id.Value == "load-test");
        Assert.Equal((TaskStage.Week4, "Ops"), (added.Stage, added.Owner));
        Assert.Equal(new DateTimeOffset(2026, 5, 20, 10, 0, 0, TimeSpan.Zero), added.Due);
        Assert.DoesNotContain(TimelineTasks.Of(plan), t => t.Id.Value == "cost");
    }

    [Theory]
    [InlineData("escalation: { steps: [{ role: boss }] }", "escalation.steps[0].role: no contact has the role \"boss\"")]
    [InlineData("escalation: { repeat: 1m }", "escalation.repeat: 00:01:00 is too often")]
    [InlineData("timeline: { Team: { owner: x } }", "timeline.Team: \"Team\" is no task's id")]
    [InlineData("timeline: { taem: { owner: x } }", "timeline.taem: the plan has no task taem to change")]
    [InlineData("timeline: { mine: { what: x } }", "timeline.mine: task mine is new, and has no due")]
    [InlineData("timeline: { team: { stage: week-5 } }", "timeline.team.stage: \"week-5\" is not known")]
    public void What_does_not_fit_is_said_at_its_place(string line, string problem) => Assert.Contains(
        Text.Problems(Text.Plan + Contacts + "\n" + line),
        p => $"{p.Path}: {p.Cause}".StartsWith(problem, StringComparison.Ordinal));

    [Theory]
    [InlineData("scenarios: [floor-fight]", "scenarios: [flor-fight]", "did you mean \"floor-fight\"?")]
    [InlineData("escalate: 2", "escalate: 12", "use 1 to 10")]
    [InlineData("confirm: live - 3d", "confirm: live + 3d", "ask for it before")]
    [InlineData("name: Ops", "name: Kim", "give each its own")]
    public void A_contact_that_does_not_fit_is_said_with_what_to_do(string piece, string other, string next) => Assert.Contains(
        Text.Problems(Text.Plan + Contacts.Replace(piece, other, StringComparison.Ordinal)),
        p => p.NextStep.Contains(next, StringComparison.Ordinal));
}
