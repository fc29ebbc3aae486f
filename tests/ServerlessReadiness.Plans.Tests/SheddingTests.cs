using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Plans.Tests;

/// <summary>Shed ladders and contingencies as plans write them.</summary>
public sealed class SheddingTests
{
    private const string Shedding = """

        metrics:
          requests: { namespace: AWS/ApplicationELB, metric: RequestCount, statistic: Sum }
        shedding:
          web:
            offered: requests
            levels:
              - name: a zone less
                steps:
                  - { do: zone.away, zone: eu-central-1a, approval: { roles: [chief], expiresAfter: 5m, question: Leave? } }
        roles: { chief: [kim@example.com] }
        contingencies:
          crowd: { scenario: Twice as many come, component: web, run: grow, rto: 4m, fault: flood }
        """;

    private static readonly string Sound =
        Text.With("component: web, run: grow }", "component: web, run: shed }") + Shedding;

    [Fact]
    public void A_ladder_has_its_defaults_and_its_steps_are_a_runbooks()
    {
        var plan = Text.Compile(Sound);
        var ladder = Assert.Single(plan.Ladders);
        Assert.Equal((70 + 5, TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30)),
            (ladder.FitsPercent, ladder.SoakUp, ladder.SoakDown, ladder.ExpiresAfter));
        Assert.Equal(("web", "requests"), (ladder.Component.Value, ladder.Offered));
        var step = Assert.Single(Assert.Single(ladder.Levels).Steps);
        Assert.Equal("eu-central-1a", Assert.IsType<StepAction.ZoneAway>(step.Do).Zone);
        Assert.Equal(LadderRunbooks.ShedName, plan.Responses[0].Runbook);
        var contingency = Assert.Single(plan.Contingencies);
        Assert.Equal(("crowd", TimeSpan.FromMinutes(4), "flood", null),
            (contingency.Name, contingency.RecoveryTime, contingency.Fault, contingency.Back));
    }

    [Theory]
    [InlineData("  web:\n    offered", "  wob:\n    offered", "shedding.wob: there is no component \"wob\"; did you mean \"web\"?")]
    [InlineData("offered: requests", "offered: traffic", "shedding.web.offered: there is no metric \"traffic\"")]
    [InlineData("offered: requests", "offered: requests\n    soakDown: 0m", "shedding.web.soakDown: 00:00:00 is no time to wait")]
    [InlineData("offered: requests", "offered: requests\n    fits: 100%", "shedding.web.fits: demand of 100 %")]
    [InlineData("- name: a zone less\n        steps", "- steps", "\"name\" is missing")]
    [InlineData("do: zone.away, zone: eu-central-1a, approval", "do: capacity.raise, by: 2, approval", "sheds nothing")]
    [InlineData("run: grow, rto: 4m", "run: shrink, rto: 4m", "contingencies.crowd.run: there is no runbook \"shrink\"")]
    [InlineData("run: grow, rto: 4m", "run: grow, rto: 0m", "contingencies.crowd.rto: 00:00:00 is no time to recover in")]
    [InlineData("run: shed }", "run: unshed }", "no alarm takes a shed ladder down")]
    [InlineData("component: web, run: shed }", "component: db, run: shed }", "component db has no shed ladder to climb")]
    public void One_thing_wrong_is_told_at_its_place(string piece, string other, string problem)
    {
        Assert.Contains(piece, Sound, StringComparison.Ordinal);
        var problems = Text.Problems(Sound.Replace(piece, other, StringComparison.Ordinal));
        Assert.Contains(problems, p => p.ToString().Contains(problem, StringComparison.Ordinal));
    }
}
