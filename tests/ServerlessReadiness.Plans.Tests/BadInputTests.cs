namespace ServerlessReadiness.Plans.Tests;

/// <summary>One thing wrong is one problem, at its place, with its cause and what to do.</summary>
public sealed class BadInputTests
{
    /// <summary>What is replaced, by what, and the one problem that comes of it.</summary>
    public static TheoryData<string, string, string> Rows { get; } = new()
    {
        // The text itself.
        { "name: Spring sale", "name: [Spring", "2:7: not YAML: a bracket, a brace or a quotation mark is not closed near here; close it." },
        { "  prewarm: live", "\tprewarm: live", "5:1: a tab indents this line; indent with spaces; YAML allows no tabs." },
        {
            "name: Spring sale", "name: Spring sale\nname: Autumn sale",
            "3:1: name: \"name\" is stated twice, first in line 2; keep one of the two."
        },
        {
            "        factor: 2x\n        ceiling: 20".Replace("        ", "    "), "    factor: &twice 2x\n    ceiling: 20",
            "16:13: components.web.factor: an anchor is set; write the value out; plans have no anchors and aliases."
        },
        { "normal: 4", "normal: !!int 4", "15:13: components.web.normal: the tag " },
        { "name: Spring sale", "name:", "2:1: name: \"name\" has no value; give it one, such as Black Friday 2026, or remove it." },

        // Keys.
        { "ceiling: 20", "cieling: 20", "17:5: components.web.cieling: there is no key \"cieling\" in component; did you mean \"ceiling\"?" },
        { "timeZone: Europe/Berlin", "timezone: Europe/Berlin", "3:1: timezone: there is no key \"timezone\" in plan; did you mean \"timeZone\"?" },
        { "boot: 4m", "boot: 4m, colour: red", "19:48: components.web.model.colour: there is no key \"colour\" in model; use one of failures, zones, targetUse, connections." },
        { "event: sale\n", "", "1:1: event: \"event\" is missing; add it, such as event: black-friday-2026." },
        { "    ceiling: 9", "    minimumHealthy: 9%", "20:3: components.db: \"ceiling\" is missing; add the most that automation may ever set, such as ceiling: 6." },
        { "group: web-asg", "group: web-asg\n    database: x", "13:3: components.web: it is both group and database; keep one of them." },
        { "    group: web-asg\n", "", "13:3: components.web: nothing says what it is in the account; add one of group, ecsService," },

        // Types.
        { "normal: 4", "normal: four", "15:13: components.web.normal: \"four\" is no whole number; write one without a unit, such as 6." },
        { "boot: 4m", "boot: 4", "19:44: components.web.model.boot: \"4\" is no duration; write days, hours, minutes and seconds with units, such as 4m." },
        { "boot: 4m", "boot: 4m2h", "19:44: components.web.model.boot: \"4m2h\" is no duration" },
        { "byPercent: 50%", "byPercent: half", "29:40: runbooks.grow[0].byPercent: \"half\" is no percentage; write one such as 50%." },
        { "byPercent: 50%", "byPercent: 12.5%", "29:40: runbooks.grow[0].byPercent: \"12.5%\" is no whole percentage" },
        { "factor: 2x\n    ceiling: 20", "factor: double\n    ceiling: 20", "16:13: components.web.factor: \"double\" is no factor; write one such as 6x." },
        { "group: web-asg", "group: [web]", "14:5: components.web.group: a list is no text; write a single value." },
        { "group: web-asg", "group: web-asg\n    armed: yes", "15:12: components.web.armed: \"yes\" is neither true nor false; write true or false, such as true." },
        { "do: capacity.raise", "do: capacity.rise", "29:13: runbooks.grow[0].do: \"capacity.rise\" is not known; did you mean \"capacity.raise\"?" },
        { "  - { alarm: web-busy, component: web, run: grow }", "  alarm: web-busy", "25:1: responses: a mapping is no list; write one with - before each item, or as docs/PLAN.md shows for responses" },
        { "event: sale", "event: Sale!", "1:8: event: \"Sale!\" does not fit; use 1 to 63 lower-case letters" },
        { "components:", "components:\n  Web!: { group: x, normal: 1, ceiling: 2 }", "13:3: components.Web!: \"Web!\" does not fit as a name; use 1 to 63" },
        { "shop/db", "db", "21:17: components.db.ecsService: \"db\" is no service; write CLUSTER/SERVICE, such as shop/checkout." },

        // Instants.
        { "2026-06-01T09:00", "2026-06-01", "6:9: schedule.live: \"2026-06-01\" is no instant; say the time of day too, such as 2026-06-01T09:00." },
        { "2026-06-01T09:00", "2026-06-31T09:00", "6:9: schedule.live: \"2026-06-31T09:00\" does not exist in the calendar" },
        { "2026-06-01T09:00", "1926-06-01T09:00", "6:9: schedule.live: \"1926-06-01T09:00\" is not in the years 2000 to 2199" },
        { "2026-06-01T09:00", "2026-06-01T09:00+15:00", "6:9: schedule.live: no clock is +15:00 from UTC; correct the offset." },
        { "live + 4h", "lvie + 4h", "7:13: schedule.cooldown: \"lvie\" is no phase; did you mean \"live\"?" },
        { "live + 4h", "live + 4x", "7:13: schedule.cooldown: \"4x\" is no duration; write one such as 2h or 1d12h." },
        { "2026-06-01T09:00", "cooldown - 4h", "7:13: schedule.cooldown: the phases depend on each other: live → cooldown → live; give one of them" },
        { "live + 4h", "live - 4h", "7:13: schedule.cooldown: cooldown at 2026-06-01 03:00:00Z is not after live at 2026-06-01 07:00:00Z" },
        { "Europe/Berlin", "Europe/Berln", "3:11: timeZone: there is no time zone \"Europe/Berln\"; did you mean \"Europe/Berlin\"?" },
        { "Europe/Berlin", "berlin", "3:11: timeZone: there is no time zone \"berlin\"; did you mean \"Europe/Berlin\"?" },

        // Meaning.
        { "factor: 2x\n    ceiling: 20", "factor: 0x\n    floor: 8\n    ceiling: 20", "16:13: components.web.factor: a peak of 0 times the normal is no load; use a factor above 0." },
        { "factor: 2x\n    ceiling: 20", "factor: -2x\n    floor: 8\n    ceiling: 20", "16:13: components.web.factor: a peak of -2 times the normal is no load" },
        { "requestsPerSecond: 100", "requestsPerSecond: 0", "19:33: components.web.model.requestsPerSecond: a unit that serves 0 requests" },
        { "{ db: 0.5 }", "{ bd: 0.5 }", "18:18: components.web.dependsOn.bd: there is no component \"bd\"; did you mean \"db\"?" },
        { "{ db: 0.5 }", "{ db: 0 }", "18:22: components.web.dependsOn.db: web makes 0 calls of db a request" },
        { "    ceiling: 9", "    ceiling: 9\n    dependsOn: web", "25:16: components.db.dependsOn: the dependencies go round in a circle: web → db → web; remove one" },
        { "run: grow", "run: gorw", "26:45: responses[0].run: there is no runbook \"gorw\"; did you mean \"grow\"?" },
        { "component: web", "component: wbe", "26:35: responses[0].component: there is no component \"wbe\"; did you mean \"web\"?" },
        { "byPercent: 50%", "floor: 3, byPercent: 50%", "29:36: runbooks.grow[0].floor: capacity.raise has no floor; capacity.floor has; remove it" },
        { "byPercent: 50%", "by: 2, byPercent: 50%", "29:7: runbooks.grow[0]: both by and byPercent are given; give exactly one of the two." },
        { "ceiling: 20", "ceiling: 20\n    armed: true\n    price: -1", "19:12: components.web.price: a price of -1 is negative; use 0 or more." },
        { "ceiling: 9", "ceiling: 9\n    armed: true", "25:12: components.db.armed: target ecs service/shop/db cannot be armed" },
        { "live - 3h", "live - 25m", "5:12: schedule.prewarm: the pre-warm of 25m is too short: its stages need 30m (db 10m, web 10m, and 10m before live); write prewarm: live - 30m or earlier" },
    };

    [Fact]
    public void The_plan_that_the_rows_spoil_is_sound() => Text.Compile(Text.Plan);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_mistake_is_named_at_its_place(string piece, string other, string problem)
    {
        var found = Assert.Single(Text.Problems(Text.With(piece, other)));
        Assert.StartsWith("plan.yaml:" + problem, found.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_come_at_once_in_the_order_of_the_text()
    {
        var text = Text.Plan
            .Replace("Europe/Berlin", "Europe/Berln", StringComparison.Ordinal)
            .Replace("ceiling: 20", "cieling: 20", StringComparison.Ordinal)
            .Replace("boot: 4m", "boot: soon", StringComparison.Ordinal)
            .Replace("shop/db", "db", StringComparison.Ordinal)
            .Replace("byPercent: 50%", "byPercent: 0%", StringComparison.Ordinal)
            .Replace("run: grow", "run: gorw", StringComparison.Ordinal);
        (int, int)[] expected = [(3, 11), (17, 5), (19, 44), (21, 17), (26, 45), (29, 40)];
        Assert.Equal(expected, Text.Problems(text).Select(p => (p.Line, p.Column)));
    }

    [Theory]
    [InlineData("", "1:1: the file is empty")]
    [InlineData("# only a comment\n", "1:1: the file is empty")]
    [InlineData("- a\n- b\n", "1:1: a list is no mapping")]
    [InlineData("just words", "1:1: \"just words\" is no mapping")]
    [InlineData("{\n", "not YAML")]
    [InlineData("event: a\nschedule:\n  ? live\n  : [x\n", "not YAML")]
    public void What_is_no_plan_at_all_is_said_so(string text, string problem) =>
        Assert.Contains(problem, Text.Problems(text)[0].ToString(), StringComparison.Ordinal);

    [Fact]
    public void What_every_component_lacks_is_said_at_each()
    {
        var problems = Text.Problems(Text.With("  account: \"123456789012\"\n", ""));
        string[] expected =
        [
            "plan.yaml:12:3: components.web: the account is missing; add account here or under defaults.",
            "plan.yaml:19:3: components.db: the account is missing; add account here or under defaults.",
        ];
        Assert.Equal(expected, problems.Select(p => p.ToString()));
    }

    /// <summary>Seed 7OQhpmjGkqx2 of the slips: after it the parser had no event and no exception.</summary>
    [Fact]
    public void A_question_mark_on_which_the_parser_loses_its_way_is_a_problem() => Assert.Contains(
        Text.Problems(Text.Plan[..85] + "? " + Text.Plan[91..]),
        p => p.Cause.StartsWith("not YAML: ", StringComparison.Ordinal));

    [Fact]
    public void A_second_document_is_refused() => Assert.Contains(
        Text.Problems(Text.Plan + "\n---\nevent: other\n"),
        p => p.Cause == "a second document begins here" && p.Line == 30);

    [Fact]
    public void An_alias_is_refused_and_a_bomb_of_aliases_costs_nothing()
    {
        var bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
            + string.Concat(Enumerable.Range(0, 20).Select(i =>
                $"b{i}: &b{i} [{string.Join(", ", Enumerable.Repeat(i == 0 ? "*a" : $"*b{i - 1}", 9))}]\n"));
        Assert.Contains(Text.Problems(bomb), p => p.Cause == "the alias *b18 is used");
    }

    [Fact]
    public void Depth_and_number_of_values_are_bounded()
    {
        Assert.Contains("nested deeper than", Text.Problems(new string('[', 200))[0].Cause, StringComparison.Ordinal);
        var long1 = "a: [" + string.Join(", ", Enumerable.Repeat("x", 30_000)) + "]";
        Assert.Contains("more than 20000 values", Text.Problems(long1)[0].Cause, StringComparison.Ordinal);
        Assert.Contains("characters", Text.Problems(new string('#', 1_048_577))[0].Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_count_characters_not_bytes()
    {
        var found = Assert.Single(Text.Problems(Text.With("group: web-asg", "group: { 가게: \"웹\", x: 1 }")));
        Assert.Equal((14, 5), (found.Line, found.Column));
    }
}
