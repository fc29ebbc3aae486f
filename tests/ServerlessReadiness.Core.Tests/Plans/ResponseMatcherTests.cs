using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Plans;

public sealed class ResponseMatcherTests
{
    private static readonly Component Front = Make.Component();
    private static readonly Component Api = Make.Component(resource: Make.Tasks) with { Name = ComponentName.Parse("api") };

    [Fact]
    public void The_first_response_that_matches_decides()
    {
        var plan = Plan(Named("a", "front*", Front.Name), Named("b", "front cpu", Front.Name));
        Assert.Equal("a", Match(plan, Alarmed.Transition(Make.T0)).Response!.Name);
        Assert.Same(ResponseMatch.None, Match(plan, Alarmed.Transition(Make.T0, name: "Front cpu")));
    }

    [Theory]
    [InlineData("front*", "front", true)]
    [InlineData("front*", "a front", false)]
    [InlineData("f?ont", "front", true)]
    [InlineData("f?ont", "fonts", false)]
    [InlineData("*", "anything at all", true)]
    [InlineData("a.b", "a.b", true)]
    [InlineData("a.b", "axb", false)]
    public void A_name_pattern_knows_star_and_question_mark(string pattern, string name, bool matches) =>
        Assert.Equal(matches, ResponseMatcher.MatchesName(pattern, name));

    [Fact]
    public void A_metric_selects_by_namespace_and_name()
    {
        var plan = Plan(new Response("m", new AlarmSelector(null, "AWS/EC2", "StatusCheckFailed"), Front.Name, AlarmRole.Trigger, null));
        var alarm = Alarmed.Transition(Make.T0);
        Assert.Null(Match(plan, alarm).Response);
        Assert.Null(Match(plan, alarm with { Metrics = [new("AWS/EC2", "CPUUtilization")] }).Response);
        Assert.NotNull(Match(plan, alarm with { Metrics = [new("AWS/X", "y"), new("AWS/EC2", "StatusCheckFailed")] }).Response);
    }

    [Fact]
    public void Dimensions_name_the_component_when_the_response_does_not()
    {
        var plan = Plan(Named("any", "*", null));
        Assert.Equal(Front, Match(plan, With(("AutoScalingGroupName", "web"))).Component);
        Assert.Equal(Api, Match(plan, With(("ClusterName", "shop"), ("ServiceName", "web"))).Component);
        Assert.Contains("names no component", Match(plan, With()).Problem, StringComparison.Ordinal);
        var both = Match(plan, With(("AutoScalingGroupName", "web"), ("ClusterName", "shop"), ("ServiceName", "web")));
        Assert.Contains("name 2 components", both.Problem, StringComparison.Ordinal);
        Assert.Null(both.Component);
    }

    [Fact]
    public void A_response_that_contradicts_the_dimensions_is_reported_and_not_guessed_at()
    {
        var plan = Plan(Named("api", "*", Api.Name));
        var match = Match(plan, With(("AutoScalingGroupName", "web")));
        Assert.Null(match.Component);
        Assert.Contains("group web of component front", match.Problem, StringComparison.Ordinal);
        Assert.Equal(Api, Match(plan, With(("InstanceId", "i-1"))).Component);
    }

    private static ResponseMatch Match(CompiledPlan plan, AlarmTransition transition) => ResponseMatcher.Match(plan, transition);

    private static AlarmTransition With(params (string Name, string Value)[] dimensions) => Alarmed.Transition(Make.T0) with
    {
        Dimensions = EquatableList.From(dimensions.Select(d => new AlarmDimension(d.Name, d.Value))),
    };

    private static Response Named(string name, string pattern, ComponentName? component) =>
        new(name, new AlarmSelector(pattern), component, AlarmRole.Trigger, RunbookName.Parse("fix"));

    private static CompiledPlan Plan(params Response[] responses) => new(
        EventId.Parse("sale"),
        "Sale",
        "Asia/Seoul",
        [],
        new EventSchedule(Make.T0, Make.T0, Make.T0, Make.T0),
        [Front, Api],
        EquatableList.From(responses),
        [],
        TimeSpan.FromMinutes(15));
}
