using ServerlessReadiness.Cli.Live;
using ServerlessReadiness.Cli.Plans;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Cli.Tests.Live;

public sealed class LocalPeopleTests
{
    private const string Role = "arn:aws:iam::123456789012:role/ops/commander";

    [Fact]
    public async Task Everybody_whom_a_role_names_is_somebody_once_and_a_visitor_has_none()
    {
        var plan = await PlanAsync() with
        {
            Roles =
            [
                new PlanRole("lead", [Role, "kim@shop.example"]),
                new PlanRole("deputy", ["kim@shop.example", "visitor", "김"]),
            ],
            Contacts = [new Contact("Kim Ha-neul", "owner", "kim@shop.example", [])],
        };
        var people = LocalPeople.Of(plan);
        Assert.Equal(
            [
                ("commander", "commander", "lead", Role),
                ("kim-ha-neul", "Kim Ha-neul", "lead deputy", "kim@shop.example"),
                ("visitor-2", "visitor", "deputy", "visitor"),
                ("person", "김", "deputy", "김"),
                ("visitor", "Visitor", "", "a visitor"),
            ],
            people.All.Select(p => (p.Id, p.Name, string.Join(' ', p.Roles), p.Member)));
        Assert.Equal([true, false, false, false, false], people.All.Select(p => p.IsSigned));
    }

    [Fact]
    public async Task A_plan_without_roles_has_an_operator_who_signs_and_a_visitor_who_does_not()
    {
        var people = LocalPeople.Of(await PlanAsync() with { Roles = [] });
        Assert.Equal(["operator", "visitor"], people.All.Select(p => p.Id));
        Assert.Equal([true, false], people.All.Select(p => p.IsSigned));
        Assert.Equal("visitor", people.Visitor.Id);
    }

    private static Task<CompiledPlan> PlanAsync() =>
        UsablePlan.ReadAsync(ToolRun.Plan(), TestContext.Current.CancellationToken);
}
