using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Plans.Tests;

public sealed class StageTests
{
    [Fact]
    public void Data_comes_first_and_each_stage_is_given_up_when_the_next_begins()
    {
        var plan = Text.Compile(Text.Plan);
        Assert.Equal(["1: db=4", "2: web=8"], Goals(plan));
        Assert.Equal(plan.Schedule.Prewarm, plan.Stages[0].At);
        Assert.Equal(plan.Stages[1].At, plan.Stages[0].ProceedAnywayAt);
        Assert.Equal(plan.Schedule.Live.AddMinutes(-10), plan.Stages[1].ProceedAnywayAt);
    }

    [Fact]
    public void A_large_raise_is_done_in_two_goals_over_consecutive_stages()
    {
        var text = Text.Plan.Replace("factor: 2x", "factor: 3x", StringComparison.Ordinal);
        Assert.Equal(["1: db=4", "2: db=6, web=8", "3: web=12"], Goals(Text.Compile(text)));
    }

    [Fact]
    public void Where_the_window_is_too_short_for_two_goals_there_is_one()
    {
        var text = Text.Plan.Replace("factor: 2x", "factor: 3x", StringComparison.Ordinal)
            .Replace("live - 3h", "live - 35m", StringComparison.Ordinal);
        Assert.Equal(["1: db=6", "2: web=12"], Goals(Text.Compile(text)));
    }

    [Fact]
    public void The_time_that_a_refusal_asks_for_is_enough()
    {
        var text = Text.With("live - 3h", "live - 25m");
        var next = Assert.Single(Text.Problems(text)).NextStep;
        var asked = next["write ".Length..next.IndexOf(" or earlier", StringComparison.Ordinal)];
        Text.Compile(text.Replace("prewarm: live - 25m", asked, StringComparison.Ordinal));
    }

    [Fact]
    public void A_stage_with_a_restart_waits_for_its_window()
    {
        var text = Text.With(
            "    ecsService: shop/db\n",
            "    database: db\n    set: { class: db.r6g.xlarge }\n"
                + "    restart: { approvedBy: Kim, from: prewarm + 20m, until: prewarm + 1h }\n");
        var plan = Text.Compile(text);
        Assert.Equal(plan.Schedule.Prewarm.AddMinutes(20), plan.Stages[0].At);
    }

    [Fact]
    public void Stages_that_a_plan_states_are_taken_as_they_are()
    {
        var text = Text.Plan + "\n" + """
            stages:
              - { at: prewarm, floors: { web: 6 } }
              - { at: live - 1h, proceedAnyway: live - 20m, floors: { web: full, db: full } }
            """;
        var plan = Text.Compile(text);
        Assert.Equal(["1: web=6", "2: web=8, db=4"], Goals(plan));
        Assert.Equal(plan.Schedule.Live.AddHours(-1), plan.Stages[0].ProceedAnywayAt);
        Assert.Equal(plan.Schedule.Live.AddMinutes(-20), plan.Stages[1].ProceedAnywayAt);
    }

    [Theory]
    [InlineData("{ at: live + 1h, floors: { web: full } }", "31:11: stages[0].at: the stage begins at", 1)]
    [InlineData("{ at: prewarm, floors: { wbe: full } }", "31:30: stages[0].floors.wbe: there is no component \"wbe\"; did you mean", 1)]
    [InlineData("{ at: prewarm, floors: { web: all } }", "31:35: stages[0].floors.web: \"all\" is no floor; write units", 1)]
    [InlineData("{ at: prewarm, floors: { web: 6 } }", "31:35: stages[0].floors.web: the last stage of web holds 6, and its floor is 8", 1)]
    [InlineData("{ at: prewarm, floors: { web: 60 } }", "31:35: stages[0].floors.web: a floor of 60 for web is not between 1 and the ceiling of 20", 1)]
    [InlineData("{ at: prewarm, proceedAnyway: prewarm, floors: { web: full } }", "31:35: stages[0].proceedAnyway: the stage that begins at", 1)]
    public void Stages_that_cannot_be_are_named_at_their_place(string stage, string problem, int count)
    {
        var found = Text.Problems($"{Text.Plan}\nstages:\n  - {stage}\n");
        Assert.Equal(count, found.Count);
        Assert.StartsWith("plan.yaml:" + problem, found[0].ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Goals(CompiledPlan plan) => plan.Stages.Select(s =>
        $"{s.Number}: {string.Join(", ", s.Goals.Select(g => $"{g.Component}={g.Floor}"))}");
}
