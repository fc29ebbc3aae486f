using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Checks;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Plans.Tests;

/// <summary>Pages, features, limits, zones and the user's own automation in the plan's YAML.</summary>
public sealed class SheddingPlanTests
{
    private const string Arn =
        "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2";

    private const string Step = "{ do: capacity.raise, byPercent: 50% }";

    /// <summary>A step, and the one problem that comes of it.</summary>
    public static TheoryData<string, string> Rows { get; } = new()
    {
        { "{ do: maintenance.on, page: { body: x, status: 302 } }", "runbooks.own[0].page.status: a page cannot have the status 302" },
        { "{ do: maintenance.on, page: { body: x, contentType: text/xml } }", "runbooks.own[0].page.contentType: a load balancer does not answer with \"text/xml\"" },
        { "{ do: maintenance.on, page: { status: 503 } }", "runbooks.own[0].page.body: \"body\" is missing" },
        { "{ do: maintenance.on, page: { body: x }, hosts: [localhost] }", "runbooks.own[0].hosts: \"localhost\" is no host" },
        { "{ do: maintenance.on, page: { body: x }, hosts: [\"a.example.com:80\"] }", "runbooks.own[0].hosts: \"a.example.com:80\" is no host" },
        { "{ do: maintenance.on, page: { body: x }, paths: [search] }", "runbooks.own[0].paths: \"search\" is no path" },
        { "{ do: maintenance.on, page: { body: x }, paths: [/a, /b, /c, /d, /e, /f] }", "runbooks.own[0]: 6 hosts, paths and header values are more than the 5 of one rule" },
        { "{ do: maintenance.on, page: { body: x }, paths: [\"/*a*b*c\", \"/*d*e*f*\"] }", "runbooks.own[0]: 7 wildcards are more than the 6 of one rule" },
        { "{ do: maintenance.on, page: { body: x }, bypass: { header: X-Op, value: \"*\" } }", "runbooks.own[0].bypass: the header X-Op * lets nobody through, or everybody" },
        { "{ do: maintenance.on, page: { body: x }, bypass: { header: Host, value: secret } }", "runbooks.own[0].bypass: the header Host secret" },
        { "{ do: maintenance.on, hosts: [a.example.com] }", "runbooks.own[0]: hosts, paths and bypass belong to a listener's page" },
        { "{ do: feature.reduce }", "runbooks.own[0]: no parameter is named" },
        { "{ do: feature.reduce, values: { \"a b\": x } }", "runbooks.own[0].values: \"a b\" is no parameter's name" },
        { "{ do: parameter.set, values: { a: \"{{x}}\" } }", "runbooks.own[0].values: the value of a is empty" },
        { "{ do: rate.limit, limit: 9 }", "runbooks.own[0].limit: a limit of 9 is out of range" },
        { "{ do: rate.limit }", "runbooks.own[0]: a limit of 0 is out of range" },
        { "{ do: zone.away, zone: euc1-az2 }", "runbooks.own[0].zone: \"euc1-az2\" is no Availability Zone's name; that is a zone's id" },
        { "{ do: zone.away, zone: eu-central-1 }", "runbooks.own[0].zone: \"eu-central-1\" is no Availability Zone's name; use one" },
        { "{ do: zone.away, zone: eu-central-1a, expiresAfter: 4d }", "runbooks.own[0].expiresAfter: a zonal shift cannot last" },
        { "{ do: zone.back, zone: here }", "runbooks.own[0].zone: \"here\" is no Availability Zone's name" },
        { "{ do: zone.back, expiresAfter: 1h }", "runbooks.own[0].expiresAfter: zone.back has no expiresAfter; zone.away has" },
        { "{ do: rate.limit, limit: 100, values: { a: b } }", "runbooks.own[0].values: rate.limit has no values; feature.reduce and parameter.set have" },
        { "{ do: ssm.automation, document: \"a b\" }", "runbooks.own[0].document: \"a b\" is no document" },
        { "{ do: ssm.automation, document: Flush, version: new }", "runbooks.own[0].version: \"new\" is no version" },
        { "{ do: ssm.automation, document: Flush, undoDocument: \"?\" }", "runbooks.own[0].undoDocument: \"?\" is no document" },
        { "{ do: lambda.invoke, function: \"a b\" }", "runbooks.own[0].function: \"a b\" is no function" },
        { "{ do: lambda.invoke, function: drain, payload: \"[1]\" }", "runbooks.own[0].payload: the payload is no JSON object" },
        { "{ do: lambda.invoke, function: drain, payload: \"{\" }", "runbooks.own[0].payload: the payload is no JSON" },
        { "{ do: lambda.invoke, function: drain, payload: '{\"token\":1}' }", "runbooks.own[0].payload: the payload names \"token\"" },
    };

    /// <summary>A component, and the one problem that comes of it.</summary>
    public static TheoryData<string, string> Components { get; } = new()
    {
        { "{ listener: arn:aws:x }", "components.more.listener: \"arn:aws:x\" is no listener of an Application Load Balancer" },
        { $"{{ listener: \"{Arn.Replace("/app/", "/net/", StringComparison.Ordinal)}\" }}", "components.more.listener: \"arn:" },
        { $"{{ listener: \"{Arn}\", region: eu-west-1 }}", "components.more.listener: the listener is in account 123456789012 and region eu-central-1" },
        { "{ parameters: shop/features }", "components.more.parameters: \"shop/features\" is no path of parameters" },
        { "{ parameters: /shop/features/ }", "components.more.parameters: \"/shop/features/\" is no path of parameters" },
        { "{ webAcl: shop }", "components.more.webAcl: \"shop\" is no web ACL" },
        { "{ webAcl: cloudfront/shop/a1 }", "components.more.webAcl: a web ACL of CloudFront is never in eu-central-1" },
        { "{ parameters: /shop/features, relief: { share: 95% } }", "components.more.relief.share: 95 % is no share that anybody could know" },
        { "{ volume: vol-0abc1234, set: { iops: 3000 }, relief: { share: 5% } }", "components.more.relief: volume vol-0abc1234 takes load off nothing" },
        { "{ parameters: /shop/features, relief: { at: [nobody] } }", "components.more.relief.at[0]: there is no component \"nobody\"" },
        { "{ parameters: /shop/features, set: { iops: 3 } }", "components.more.set: parameters /shop/features is no capacity" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_mistake_in_a_step_is_named_at_its_place(string step, string problem)
    {
        var found = Assert.Single(Text.Problems(Text.Plan + "\n  own:\n    - " + step));
        Assert.Contains(problem, found.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Components))]
    public void Each_mistake_in_a_component_is_named_at_its_place(string component, string problem)
    {
        var found = Assert.Single(Text.Problems(Text.With("responses:", $"  more: {component}\nresponses:")));
        Assert.Contains(problem, found.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_is_too_long_is_refused_with_its_length()
    {
        var step = $"{{ do: maintenance.on, page: {{ body: \"{new string('x', 1025)}\" }} }}";
        var found = Assert.Single(Text.Problems(Text.With(Step, step).Replace("run: grow", "role: stop-condition", StringComparison.Ordinal)));
        Assert.Contains("1025 characters", found.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_said_is_filled_in()
    {
        string[] written =
        [
            "{ do: maintenance.on, page: { body: soon } }",
            "{ do: zone.away, zone: eu-central-1a }",
            "{ do: zone.back }",
            "{ do: ssm.automation, document: Flush }",
            "{ do: lambda.invoke, function: drain }",
        ];
        var plan = Text.Compile(Text.Plan + "\n  own:\n" + string.Join('\n', written.Select(s => "    - " + s)));
        var steps = plan.FindRunbook(RunbookName.Parse("own"))!.Steps;
        Assert.Equal(
            [
                new StepAction.MaintenanceOn(new FixedPage(503, "text/html", "soon"), [], [], null),
                new StepAction.ZoneAway("eu-central-1a", TimeSpan.FromHours(12)),
                new StepAction.ZoneBack(),
                new StepAction.SsmAutomation("Flush", null, []),
                new StepAction.LambdaInvoke("drain", "{}"),
            ],
            steps.Select(s => s.Do));
        Assert.Equal(TimeSpan.FromHours(1), steps[3].Timeout);
    }

    [Fact]
    public void What_sheds_load_needs_neither_floor_nor_ceiling_and_is_in_no_stage()
    {
        var plan = Text.Compile(Text.With(
            "responses:",
            $"  door: {{ listener: \"{Arn}\" }}\n  features: {{ parameters: /shop/features }}\n  wall: {{ webAcl: regional/shop/a1 }}\nresponses:"));
        Assert.Equal(new Resource.Listener("123456789012", "eu-central-1", Arn), plan.Component("door").Resource);
        Assert.Equal(
            new Resource.Setting("123456789012", "eu-central-1", SettingService.SsmParameters, "/shop/features"),
            plan.Component("features").Resource);
        Assert.Equal(
            new Resource.Setting("123456789012", "eu-central-1", SettingService.WebAclRateLimit, "regional/shop/a1"),
            plan.Component("wall").Resource);
        Assert.DoesNotContain(plan.Stages.SelectMany(s => s.Goals), g => g.Component.Value is "door" or "features" or "wall");
        Assert.Empty(PlanNotices.Of(plan));
    }

    [Theory]
    [InlineData(503, "CloudFront keeps an error for 10 s")]
    [InlineData(200, "for its default TTL of 24 h")]
    public void What_a_cdn_does_with_a_page_is_said(int status, string words)
    {
        var step = $"{{ do: maintenance.on, page: {{ body: soon, status: {status} }} }}";
        var plan = Text.Compile(Text.Plan + "\n  own:\n    - " + step);
        var notice = Assert.Single(PlanNotices.Of(plan));
        Assert.Contains(words, notice.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stage_cannot_raise_what_is_no_capacity()
    {
        var text = Text.With("responses:", "  features: { parameters: /shop/features }\nresponses:")
            + "\nstages:\n  - { at: prewarm, floors: { web: full, db: full, features: full } }";
        Assert.Contains("cannot be raised", Assert.Single(Text.Problems(text)).ToString(), StringComparison.Ordinal);
    }
}
