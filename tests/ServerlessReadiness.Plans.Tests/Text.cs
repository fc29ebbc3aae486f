using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Plans.Tests;

/// <summary>A small sound plan to spoil, and what came of compiling it.</summary>
internal static class Text
{
    /// <summary>Two components, each line known by its number.</summary>
    public const string Plan = """
        event: sale
        name: Spring sale
        timeZone: Europe/Berlin
        schedule:
          prewarm: live - 3h
          live: 2026-06-01T09:00
          cooldown: live + 4h
          closed: cooldown + 2h
        defaults:
          account: "123456789012"
          region: eu-central-1
        components:
          web:
            group: web-asg
            normal: 4
            factor: 2x
            ceiling: 20
            dependsOn: { db: 0.5 }
            model: { requestsPerSecond: 100, boot: 4m }
          db:
            ecsService: shop/db
            normal: 2
            factor: 2x
            ceiling: 9
        responses:
          - { alarm: web-busy, component: web, run: grow }
        runbooks:
          grow:
            - { do: capacity.raise, byPercent: 50% }
        """;

    public static CompiledPlan Compile(string yaml)
    {
        var compilation = PlanCompiler.Compile(yaml, "plan.yaml");
        Assert.Empty(compilation.Problems);
        return compilation.Plan!;
    }

    /// <summary>The plan with one piece of it replaced; the piece must be there once.</summary>
    public static string With(string piece, string other)
    {
        Assert.Equal(2, Plan.Split(piece).Length);
        return Plan.Replace(piece, other, StringComparison.Ordinal);
    }

    public static IReadOnlyList<PlanTextProblem> Problems(string yaml)
    {
        var compilation = PlanCompiler.Compile(yaml, "plan.yaml");
        Assert.Null(compilation.Plan);
        return compilation.Problems;
    }

    public static Component Component(this CompiledPlan plan, string name) =>
        plan.FindComponent(ComponentName.Parse(name))!;
}
