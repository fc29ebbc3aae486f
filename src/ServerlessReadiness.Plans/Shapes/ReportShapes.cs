using static ServerlessReadiness.Plans.Shapes.Types;

namespace ServerlessReadiness.Plans.Shapes;

/// <summary>What leaders are told, of the plan's YAML.</summary>
internal static class ReportShapes
{
    public static readonly Shape Every = new("every", "How often leaders are told in each phase, on the event's clocks.",
    [
        new("prewarm", Duration, "While capacity is raised.", "2h", "never"),
        new("live", Duration, "While the event runs.", "1h", "1h"),
        new("cooldown", Duration, "On the way back to normal.", "4h", "never"),
    ]);

    public static readonly Shape ColourTime = new("colourTime", "From which time on a sign gives a report its colour.",
    [
        new("yellow", Duration, "There is a problem.", "10m", "never"),
        new("red", Duration, "There is a major problem.", "30m", "never"),
    ]);

    public static readonly Shape ColourPercent = new("colourPercent", "Below which share a sign gives a report its colour.",
    [
        new("yellow", Percent, "There is a problem.", "99.9%", "never"),
        new("red", Percent, "There is a major problem.", "99%", "never"),
    ]);

    public static readonly Shape ColourCount = new("colourCount", "From which number on a sign gives a report its colour.",
    [
        new("yellow", Whole, "There is a problem.", "1", "never"),
        new("red", Whole, "There is a major problem.", "3", "never"),
    ]);

    /// <summary>In the order of <see cref="Core.Plans.Reporting.ColourSign"/>.</summary>
    public static readonly Shape Colours = new("colours", "When a report is yellow or red, by what is looked at.",
    [
        new("alarmFiring", new KeyType.Of(ColourTime), "The longest that an alarm has been firing.",
            "{ yellow: 5m, red: 20m }", "{ yellow: 5m, red: 20m }"),
        new("served", new KeyType.Of(ColourPercent),
            "Served requests since the last report; needs reports.requests and reports.failed.",
            "{ yellow: 99.9%, red: 99% }", "{ yellow: 99.9%, red: 99% }"),
        new("criteria", new KeyType.Of(ColourCount), "Success criteria that are missed, as far as they can be measured.",
            "{ yellow: 1, red: 3 }", "{ yellow: 1, red: 3 }"),
        new("issues", new KeyType.Of(ColourCount), "Open issues of any kind.", "{ yellow: 1 }", "{ yellow: 1 }"),
        new("graveIssues", new KeyType.Of(ColourCount), "Open issues of the kinds in reports.graveIssues.",
            "{ red: 1 }", "{ red: 1 }"),
        new("capacity", new KeyType.Of(ColourPercent), "Units in service of those that the plan wants, the least of all.",
            "{ yellow: 100%, red: 80% }", "{ yellow: 100%, red: 80% }"),
        new("shedding", new KeyType.Of(ColourCount), "The highest level of shedding in force.",
            "{ yellow: 1, red: 3 }", "{ yellow: 1, red: 3 }"),
        new("stopped", new KeyType.Of(ColourTime), "How long automation has been paused, or held on a component.",
            "{ yellow: 0m, red: 2h }", "{ yellow: 0m }"),
        new("budgets", new KeyType.Of(ColourCount), "Budgets of automation that are spent.", "{ yellow: 1 }",
            "{ yellow: 1 }"),
        new("metrics", new KeyType.Of(ColourCount), "Metrics outside of what is normal under the expected load.",
            "{ yellow: 1, red: 4 }", "{ yellow: 1, red: 4 }"),
        new("unreadable", new KeyType.Of(ColourCount), "Signals that arrived and could not be read.",
            "{ yellow: 1, red: 20 }", "{ yellow: 1, red: 20 }"),
        new("unseen", new KeyType.Of(ColourCount), "Things that could not be looked at: what is not seen is not green.",
            "{ yellow: 1 }", "{ yellow: 1 }"),
    ]);

    public static readonly Shape Reports = new("reports", "When, how and about what leaders are told.",
    [
        new("every", new KeyType.Of(Every), "How often, on full hours and their parts.",
            "{ prewarm: 2h, live: 1h, cooldown: 4h }", "{ live: 1h }"),
        new("languages", ListOf(new KeyType.Choice(Words.Languages)),
            "In which languages; the first for contacts that state none.", "[en, ko]", "[en]"),
        new("from", Text, "The verified sender of mails; without it no mail is sent, only the leadership topic.",
            "readiness@example.com"),
        new("metrics", TextList, "The metrics that are shown first, by name.", "[orders, latency]", "in the plan's order"),
        new("requests", Text, "The metric that counts requests; its statistic is Sum.", "requests"),
        new("failed", Text, "The metric that counts those of them that failed; its statistic is Sum.", "errors"),
        new("graveIssues", ListOf(new KeyType.Choice(Words.IssueKinds)), "Kinds of issues that are a major problem.",
            "[capacity-shortage, instance-lost]",
            "[capacity-shortage, quota-refused, floor-fight, page-fight, aws-health]"),
        new("colours", new KeyType.Of(Colours), "When a report is yellow or red.", "{ alarmFiring: { yellow: 10m } }"),
    ]);

    public static readonly Shape Dashboard = new("dashboard", "What the event's CloudWatch dashboard shows besides.",
    [
        new("conversion", Text, "The metric that counts what the business lives on, by its name.", "orders"),
        new("logs", Text, "The log group whose errors are counted.", "/shop/web"),
        new("canaries", TextList, "Names of CloudWatch Synthetics canaries.", "[checkout]"),
        new("region", Text, "The region of log group and canaries.", "us-east-1", "the stack's own"),
    ]);
}
