using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Plans.Tests;

/// <summary>Runbooks with conditions, approvals, tries, parameters and steps on other components.</summary>
public sealed class RunbookTests
{
    private const string Careful = """
          grow:
            parameters:
              share: { type: percent, default: 50%, min: 10, max: 200 }
              pause: { type: duration }
            steps:
              - do: capacity.raise
                name: more
                byPercent: $share
                when: [{ alarm: web-busy }]
                verify: [{ alarm: web-slow, firing: false }]
                retries: 2
                onFailure: continue
                approval: { roles: [owner], expiresAfter: 30m, question: "Raise by {share}?" }
              - { do: capacity.raise, name: other, by: 4, on: db, insteadOf: more }
              - { do: wait, for: $pause }
        roles: { owner: [kim@example.com] }
        """;

    [Fact]
    public void A_step_says_where_when_how_often_and_who_must_agree()
    {
        var runbook = Compile(Careful).Runbooks[0];
        var first = runbook.Steps[0];
        Assert.Equal([new StepCondition.AlarmIs("web-busy", true)], first.When);
        Assert.Equal([new StepCondition.AlarmIs("web-slow", false)], first.Verify);
        Assert.Equal((2, TimeSpan.FromSeconds(30)), (first.Retries, first.RetryAfter));
        Assert.Equal(new ApprovalTerms(["owner"], TimeSpan.FromMinutes(30), ApprovalDefault.Reject, "Raise by {share}?"), first.Approval);
        Assert.Equal((ComponentName.Parse("db"), "more"), (runbook.Steps[1].On, runbook.Steps[1].InsteadOf));
        Assert.Equal([new PlanRole("owner", ["kim@example.com"])], Compile(Careful).Roles);
    }

    [Fact]
    public void A_parameters_default_stands_in_for_it_until_it_is_given()
    {
        var runbook = Compile(Careful).Runbooks[0];
        Assert.Equal(
            [new("share", ParameterType.Percent, "50%", [], 10, 200), new("pause", ParameterType.Duration, null, [], null, null)],
            runbook.Parameters);
        Assert.Equal([new ParameterBinding("byPercent", "share")], runbook.Steps[0].Bindings);
        Assert.Equal(new StepAction.CapacityRaise(ByPercent: 50), runbook.Steps[0].Do);
        Assert.Equal([new ParameterBinding("for", "pause")], runbook.Steps[2].Bindings);
    }

    /// <summary>The table: a row for each piece that is spoiled, and the words that say so.</summary>
    [Theory]
    [InlineData("byPercent: $share", "byPercent: $part", "byPercent", "has no parameter \"part\"")]
    [InlineData("byPercent: $share", "by: $share", "by", "by takes a Whole, and parameter share is a Percent")]
    [InlineData("type: percent", "type: percentage", "type", "\"percentage\" is not known")]
    [InlineData("default: 50%", "default: half", "default", "\"half\" is no whole percentage")]
    [InlineData("default: 50%", "default: 5%", "default", "5 is below the minimum of 10")]
    [InlineData("on: db", "on: dbs", "on", "there is no component \"dbs\"")]
    [InlineData("insteadOf: more", "insteadOf: most", "insteadOf", "no earlier step is named \"most\"")]
    [InlineData("roles: [owner]", "roles: [king]", "roles", "there is no role \"king\"")]
    [InlineData("expiresAfter: 30m", "expiresAfter: soon", "expiresAfter", "is no duration")]
    [InlineData("retries: 2", "retries: 20", "retries", "20 is out of range")]
    [InlineData("{ alarm: web-slow, firing: false }", "{ metric: speed, below: 1 }", "verify", "there is no metric \"speed\"")]
    [InlineData("{ alarm: web-slow, firing: false }", "{ alarm: web-slow, below: 1 }", "below", "below does not go with an alarm")]
    [InlineData("{ alarm: web-slow, firing: false }", "{ firing: false }", "verify", "neither an alarm nor a metric is named")]
    [InlineData("for: $pause", "for: 0s", "for", "is no time to wait")]
    [InlineData("roles: { owner: [kim@example.com] }", "roles: { owner: kim@example.com }", "owner", "names nobody")]
    public void What_cannot_be_meant_is_said_where_it_stands(string piece, string other, string key, string words)
    {
        Assert.Contains(piece, Careful, StringComparison.Ordinal);
        var problems = Text.Problems(With(Careful.Replace(piece, other, StringComparison.Ordinal)));
        Assert.Contains(problems, p => p.Path.Contains(key, StringComparison.Ordinal) && p.Cause.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void A_response_needs_a_runbook_whose_parameters_all_have_defaults()
    {
        var problems = Text.Problems(With(Careful, keepsResponse: true));
        Assert.Contains("needs the parameter pause", Assert.Single(problems).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_response_may_name_a_built_in_runbook() => Assert.Equal(
        "scale-out",
        Text.Compile(Text.With("run: grow", "run: scale-out")).Responses[0].Runbook!.Value.Value);

    private static CompiledPlan Compile(string runbooks) => Text.Compile(With(runbooks));

    private static string With(string runbooks, bool keepsResponse = false)
    {
        var plan = Text.With("  grow:\n    - { do: capacity.raise, byPercent: 50% }", runbooks);
        return keepsResponse ? plan : plan.Replace("run: grow", "run: scale-out", StringComparison.Ordinal);
    }
}
