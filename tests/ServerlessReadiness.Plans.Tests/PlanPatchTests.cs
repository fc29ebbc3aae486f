using ServerlessReadiness.Core.Learning;
using ServerlessReadiness.Plans.Editing;

namespace ServerlessReadiness.Plans.Tests;

/// <summary>Edits touch what they change and nothing else, and never break a plan.</summary>
public sealed class PlanPatchTests
{
    private static readonly string Sample = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "black-friday.yaml"));

    [Fact]
    public void A_value_is_changed_where_it_stands_with_its_evidence_above_it()
    {
        var patched = One("components.web.ceiling", "120");
        Assert.Equal([0], patched.Applied);
        Assert.Equal(
            Sample.Replace("    ceiling: 90\n", "    # seen on the day\n    ceiling: 120\n", StringComparison.Ordinal),
            patched.Text);
    }

    [Fact]
    public void A_value_inside_braces_is_changed_and_its_comment_stays()
    {
        var patched = One("responses[6].rehearse.above", "80%");
        Assert.Equal(
            Sample.Replace(
                "  - { alarm: shop-orders-use, component: orders-db, run: tell-people, rehearse: { above: 90% } }",
                "  # seen on the day\n  - { alarm: shop-orders-use, component: orders-db, run: tell-people, rehearse: { above: 80% } }",
                StringComparison.Ordinal),
            patched.Text);
        Assert.Contains("floor: 5 # a 4xlarge carries", One("components.orders-db.floor", "5").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("components.web.factor", "8.5x", "  web:\n    # seen on the day\n    factor: 8.5x\n    group: shop-web\n")]
    [InlineData(
        "metrics.requests.baseline",
        "{ low: 1, high: 2 }",
        "  requests:\n    # seen on the day\n    baseline: { low: 1, high: 2 }\n    component: web\n")]
    [InlineData(
        "responses[0].rehearse.above",
        "70%",
        "  # seen on the day\n  - { alarm: shop-web-use, component: web, run: raise-quarter, rehearse: { above: 70% } }\n")]
    public void A_key_that_is_not_there_is_added_in_the_form_around_it(string path, string value, string expected)
    {
        var patched = One(path, value);
        Assert.Equal([0], patched.Applied);
        Assert.Contains(expected, patched.Text, StringComparison.Ordinal);
        Assert.NotNull(PlanCompiler.Compile(patched.Text, "next.yaml").Plan);
    }

    [Fact]
    public void A_whole_mapping_in_braces_is_replaced()
    {
        var patched = One("metrics.latency.baseline", "{ low: 0.1, high: 0.9 }");
        Assert.Contains("    # seen on the day\n    baseline: { low: 0.1, high: 0.9 }\n", patched.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("high: 0.8", patched.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_after_which_the_plan_would_not_compile_is_left_out_and_the_others_are_made()
    {
        var patched = PlanPatch.Apply(
            Sample,
            "next.yaml",
            [
                Change("components.web.ceiling", "10"),
                Change("components.web.ceiling", "95"),
                Change("components.nobody.floor", "3"),
                new PlanChange([new PlanEdit("components.catalog.ceiling", "70"), new PlanEdit("components.catalog.factor", "no")], "both"),
            ]);
        Assert.Equal([1], patched.Applied);
        Assert.Equal([0, 2, 3], patched.Refused.Select(r => r.Index));
        Assert.Contains("would not compile", patched.Refused[0].Why, StringComparison.Ordinal);
        Assert.Contains("the plan has no components.nobody.floor", patched.Refused[1].Why, StringComparison.Ordinal);
        Assert.Contains("ceiling: 60", patched.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("# both", patched.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edit_finds_its_place_in_the_other_form_of_a_runbook()
    {
        var text = Sample.Replace(
            "  raise-quarter:\n    - { do: capacity.raise, byPercent: 25% }",
            "  raise-quarter:\n    steps:\n      - { do: capacity.raise, byPercent: 25% }",
            StringComparison.Ordinal);
        Assert.NotEqual(Sample, text);
        var edit = new PlanEdit("runbooks.raise-quarter[0].byPercent", "30%") { Otherwise = "runbooks.raise-quarter.steps[0].byPercent" };
        var patched = PlanPatch.Apply(text, "next.yaml", [new PlanChange([edit], "more")]);
        Assert.Contains("      # more\n      - { do: capacity.raise, byPercent: 30% }", patched.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Evidence_with_anything_in_it_stays_a_comment()
    {
        var patched = PlanPatch.Apply(
            Sample,
            "next.yaml",
            [new PlanChange([new PlanEdit("components.web.ceiling", "95")], $"a\nevent: b # c {new string('x', 60)} {new string('y', 60)}")]);
        Assert.Equal([0], patched.Applied);
        Assert.All(
            patched.Text.Split('\n').Except(Sample.Split('\n')).Where(l => !l.Contains("ceiling: 95", StringComparison.Ordinal)),
            l => Assert.StartsWith("    # ", l, StringComparison.Ordinal));
    }

    private static PlanChange Change(string path, string value) => new([new PlanEdit(path, value)], "seen on the day");

    private static PatchedPlan One(string path, string value) => PlanPatch.Apply(Sample, "next.yaml", [Change(path, value)]);
}
