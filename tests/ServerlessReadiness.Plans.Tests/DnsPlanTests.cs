using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Checks;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;

namespace ServerlessReadiness.Plans.Tests;

/// <summary>Names, their endpoints and the moves of their traffic in the plan's YAML.</summary>
public sealed class DnsPlanTests
{
    private const string Dns = "dns: { zone: Z0123456789ABCDEFGHIJ, name: shop.example.com }";
    private const string Blue = "blue: { component: web, alarms: [blue-down, blue-slow], load: blue-requests }";
    private const string Page = "page: { static: true, load: blue-requests }";

    private const string Metrics =
        "metrics:\n  blue-requests: { component: web, namespace: AWS/ApplicationELB, metric: RequestCount, statistic: Sum }\n";

    /// <summary>A component, and the one problem that comes of it.</summary>
    public static TheoryData<string, string> Components { get; } = new()
    {
        { $"{{ {Dns}, endpoints: {{}} }}", "components.name.endpoints: nothing says what records shop.example.com A lead to" },
        { $"{{ {Dns} }}", "nothing says what records shop.example.com A lead to; name an endpoint for each record" },
        { "{ dns: { zone: shop, name: shop.example.com }, endpoints: { ENDS } }", "components.name.dns.zone: \"shop\" is no hosted zone's id" },
        { "{ dns: { zone: Z1, name: shop.example.com. }, endpoints: { ENDS } }", "components.name.dns.name: \"shop.example.com.\" is no name" },
        { "{ dns: { zone: Z1, name: shop.example.com, type: MX }, endpoints: { ENDS } }", "components.name.dns.type: records of type \"MX\" lead to no endpoint" },
        { "{ dns: { zone: Z1, name: shop.example.com, policy: simple }, endpoints: { ENDS } }", "components.name.dns.policy: \"simple\" is not known" },
        { "{ dns: { name: shop.example.com }, endpoints: { ENDS } }", "components.name.dns.zone: \"zone\" is missing" },
        { $"{{ {Dns}, endpoints: {{ blue: {{ component: wbe, alarms: [a], load: blue-requests }} }} }}", "components.name.endpoints.blue.component: there is no component \"wbe\"" },
        { $"{{ {Dns}, endpoints: {{ blue: {{ component: name, alarms: [a], load: blue-requests }} }} }}", "components.name.endpoints.blue.component: records shop.example.com A of component name has no units that serve" },
        { $"{{ {Dns}, endpoints: {{ blue: {{ component: web, alarms: [a], load: requests }} }} }}", "components.name.endpoints.blue.load: there is no metric \"requests\" in the plan" },
        { $"{{ {Dns}, endpoints: {{ blue: {{ component: web, alarms: [\"blue-*\"], load: blue-requests }} }} }}", "components.name.endpoints.blue.alarms: \"blue-*\" names no one alarm" },
        { $"{{ {Dns}, endpoints: {{ blue: {{ component: web, alarms: [a, a], load: blue-requests }} }} }}", "components.name.endpoints.blue.alarms: \"a\" is used by" },
        { $"{{ {Dns}, endpoints: {{ blue: {{ component: web, static: true, load: blue-requests }} }} }}", "a static page has nothing behind it; remove component, or static" },
        { $"{{ {Dns}, endpoints: {{ page: {{ static: true, load: blue-requests }}, other: {{ static: true, load: blue-requests }} }} }}", "components.name.endpoints: more than one endpoint is static" },
        { "{ group: other, normal: 1, ceiling: 3, endpoints: { ENDS } }", "components.name.endpoints: group other is no name that leads anywhere" },
        { $"{{ {Dns}, group: other, endpoints: {{ ENDS }} }}", "components.name: it is both group and dns; keep one of them" },
    };

    /// <summary>A step on a name with blue and a page, and the one problem that comes of it.</summary>
    public static TheoryData<string, string> Steps { get; } = new()
    {
        { "{ do: dns.shift, on: name, to: { blue: 60%, page: 30% } }", "runbooks.own[0].to: the shares are 90 % together; name shares that are 100 % together" },
        { "{ do: dns.shift, on: name, to: { blue: 0, page: 0 } }", "runbooks.own[0].to: the shares are 0 % together" },
        { "{ do: dns.shift, on: name }", "the shares are 0 % together" },
        { "{ do: dns.shift, on: name, to: { blue: half, page: 50% } }", "runbooks.own[0].to: \"half\" is no share of blue" },
        { "{ do: dns.shift, on: name, to: { blue: 0.5%, page: 99% } }", "runbooks.own[0].to: \"0.5%\" is no share of blue" },
        { "{ do: dns.shift, on: name, to: green }", "runbooks.own[0].to: there is no endpoint \"green\" on component name; use one of blue, page" },
        { "{ do: dns.shift, to: green }", "runbooks.own[0].to: there is no endpoint \"green\"; use one of blue, page" },
        { "{ do: dns.shift, on: name, to: page, stepPercent: 0% }", "runbooks.own[0].stepPercent: a stage of 0 % moves nothing" },
        { "{ do: dns.shift, on: name, to: page, soak: 2d }", "runbooks.own[0].soak: 2.00:00:00 is no time to watch" },
        { "{ do: dns.shift, on: name, to: page, stopOn: [\"checkout-*\"] }", "runbooks.own[0].stopOn: \"checkout-*\" names no one alarm" },
        { "{ do: dns.restore, on: name, stepPercent: 200% }", "runbooks.own[0].stepPercent: a stage of 200 % moves nothing" },
        { "{ do: dns.restore, on: name, to: page }", "runbooks.own[0].to: dns.restore has no to; dns.shift has" },
        { "{ do: dns.failover, on: name }", "dns.failover is not possible on records shop.example.com A of component name" },
        { "{ do: dns.shift, on: web, to: page }", "dns.shift is not possible on group web-asg of component web" },
        { "{ do: capacity.keep, on: name }", "capacity.keep is not possible on records shop.example.com A of component name" },
        { "{ do: capacity.release, on: web, minimum: -1 }", "runbooks.own[0].minimum: a minimum of -1 is negative" },
        { "{ do: notify, subject: s, text: t, soak: 5m }", "runbooks.own[0].soak: notify has no soak; dns.shift and dns.restore have" },
    };

    [Theory]
    [MemberData(nameof(Components))]
    public void Each_mistake_in_a_name_is_named_at_its_place(string component, string problem)
    {
        var ends = component.Replace("ENDS", $"{Blue}, {Page}", StringComparison.Ordinal);
        var found = Text.Problems(With(ends));
        Assert.Contains(found, p => p.ToString().Contains(problem, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Each_mistake_in_a_move_is_named_at_its_place(string step, string problem)
    {
        var found = Text.Problems(With($"{{ {Dns}, endpoints: {{ {Blue}, {Page} }} }}") + "\n  own:\n    - " + step);
        Assert.Contains(found, p => p.ToString().Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_and_its_moves_are_read_with_what_they_leave_to_defaults()
    {
        var plan = Text.Compile(With($"{{ {Dns}, endpoints: {{ {Blue}, {Page} }} }}") + """

              own:
                - { do: dns.shift, on: name, to: page }
                - { do: dns.shift, name: half, on: name, to: { blue: 40%, page: 60 }, stepPercent: 10%, soak: 5m, stopOn: [x] }
                - { do: dns.restore, on: name }
            """.Replace("    own", "own", StringComparison.Ordinal).Replace("\n      ", "\n  ", StringComparison.Ordinal));
        var name = plan.Component("name");
        Assert.Equal(
            new Resource.DnsRecords(
                "123456789012", "eu-central-1", "Z0123456789ABCDEFGHIJ", "shop.example.com", "A", DnsPolicy.Weighted),
            name.Resource);
        Assert.Equal(
            [
                new Endpoint("blue", ComponentName.Parse("web"), ["blue-down", "blue-slow"], false, "blue-requests"),
                new Endpoint("page", null, [], true, "blue-requests"),
            ],
            name.Endpoints);
        var steps = plan.Runbooks.Single(r => r.Name.Value == "own").Steps;
        Assert.Equal(new StepAction.DnsShift([new("page", 100)], 25, TimeSpan.FromMinutes(2), []), steps[0].Do);
        Assert.Equal(
            new StepAction.DnsShift([new("blue", 40), new("page", 60)], 10, TimeSpan.FromMinutes(5), ["x"]), steps[1].Do);
        Assert.Equal(new StepAction.DnsRestore(25, TimeSpan.FromMinutes(2)), steps[2].Do);
        Assert.True(steps[1].Timeout > steps[0].Timeout, "more stages get more time");
        Assert.DoesNotContain(plan.Stages, s => s.Goals.Any(g => g.Component == name.Name));
    }

    [Fact]
    public void A_parameter_may_choose_the_endpoint()
    {
        var plan = Text.Compile(With($"{{ {Dns}, endpoints: {{ {Blue}, {Page} }} }}")
            + "\n  own:\n    parameters: { to: { type: text, allowed: [blue, page] } }\n"
            + "    steps: [{ do: dns.shift, on: name, to: $to }]");
        Assert.Equal("to", plan.Runbooks.Single(r => r.Name.Value == "own").Steps[0].Bindings[0].Field);
    }

    [Theory]
    [InlineData("blue: { component: web, load: blue-requests }", "blue has no alarms")]
    [InlineData("blue: { component: web, alarms: [a, b] }", "nothing counts the load of blue")]
    [InlineData("blue: { component: db, alarms: [a, b], load: blue-requests }", "nothing tells what blue can carry")]
    [InlineData("blue: { alarms: [a, b], load: blue-requests }", "nothing tells what blue can carry")]
    [InlineData("blue: { component: web, alarms: [a], load: blue-requests }", "blue has one alarm")]
    [InlineData(Blue, null)]
    public void A_move_that_would_be_refused_is_said_before_the_event(string endpoint, string? notice)
    {
        var plan = With($"{{ {Dns}, endpoints: {{ {endpoint}, {Page} }} }}")
            .Replace("run: grow }", "run: grow }\n  - { alarm: a, component: name, run: flee }", StringComparison.Ordinal);
        var notices = PlanNotices.Of(Text.Compile(plan + "\n  flee:\n    - { do: dns.shift, to: page }"))
            .Where(n => n.Path.Contains("endpoints", StringComparison.Ordinal))
            .Select(n => n.ToString());
        if (notice is null)
        {
            Assert.Empty(notices);
        }
        else
        {
            Assert.Contains(notice, Assert.Single(notices), StringComparison.Ordinal);
        }
    }

    private static string With(string component) => Text.Plan
        .Replace("  db:\n", $"  name: {component}\n  db:\n", StringComparison.Ordinal)
        .Replace("responses:\n", $"{Metrics}responses:\n", StringComparison.Ordinal);
}
