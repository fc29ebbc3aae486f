using static ServerlessReadiness.Plans.Shapes.Types;

namespace ServerlessReadiness.Plans.Shapes;

/// <summary>The plan's YAML, from the top down to what is common to several parts.</summary>
internal static class PlanShapes
{
    public static readonly Shape Schedule = new("schedule", "When each phase starts; in this order.",
    [
        new("prewarm", Instant, "Capacity is raised from here on, stage by stage.", "live - 4h") { IsRequired = true },
        new("live", Instant, "The event begins; everything is in service.", "2026-11-27T09:00") { IsRequired = true },
        new("cooldown", Instant, "The event is over; the return to normal begins.", "live + 24h")
            { IsRequired = true },
        new("closed", Instant, "The earliest end, once everything is back to normal.", "cooldown + 8h")
            { IsRequired = true },
    ]);

    public static readonly Shape Expect = new("expect", "What the event is expected to be.",
    [
        new("peak", Factor, "The peak as a multiple of a normal day's.", "8x", "1x") { IsRequired = true },
        new("geography", Text, "Where the load comes from.", "North America, mostly the east coast"),
        new("workload", Text, "What kind of load it is.", "browsing first, checkout from 09:10 on"),
    ]);

    public static readonly Shape Defaults = new("defaults", "What holds for every component that says nothing else.",
    [
        new("account", Text, "The AWS account, twelve digits, in quotation marks.", "\"123456789012\""),
        new("region", Text, "The region's code.", "us-east-1"),
        new("zones", Whole, "Availability Zones that units are spread over.", "3", "3"),
        new("armed", Flag, "Whether groups' floors are also scheduled in AWS itself.", "true", "false"),
        new("currency", Text, "Of all prices, ISO 4217.", "EUR", "USD"),
    ]);

    public static readonly Shape Guardrails = new(
        "guardrails", "What may not be exceeded without a person being called.",
    [
        new("latestCooldown", Instant, "Everything is back to normal by then.", "closed + 12h", "closed + 24h"),
        new("maxExtraSpend", Number, "For capacity beyond the normal, in the plan's currency.", "5000", "no limit")
            { Compiled = "extraSpendMax" },
        new("alarmLimit", Duration, "No alarm fires longer than this without a run, a hold or a paged person.",
            "15m", "15m"),
    ]);

    public static readonly Shape Freeze = new("freeze", "A window in which automation changes nothing.",
    [
        new("name", Text, "What people call it.", "the final whistle") { IsRequired = true },
        new("from", Instant, "Its start.", "live + 1h") { IsRequired = true },
        new("until", Instant, "Its end.", "live + 2h") { IsRequired = true },
        new("components", TextList, "On which components.", "[web, orders]", "all"),
        new("allowCapacityUp", Flag, "Whether capacity may still be added.", "false", "true")
            { Compiled = "allowsCapacityUp" },
    ]);

    public static readonly Shape Success = new("success", "What makes the event a success; all measured over Live.",
    [
        new("served", Percent, "The least share of requests that is served.", "99.5%"),
        new("failed", Percent, "The largest share that may fail.", "0.5%"),
        new("shed", Percent, "The largest share that may be turned away on purpose.", "2%"),
        new("relief", Duration, "The longest time from pressure to relief, in whole minutes.", "10m"),
        new("extraSpend", Number, "The most that capacity beyond the normal may cost.", "4000"),
    ]);

    public static readonly Shape Contact = new("contact", "A person or a list that is told.",
    [
        new("name", Text, "For people.", "Min-ji Park") { IsRequired = true },
        new("role", Text, "Such as owner, operator, leadership, external.", "owner") { IsRequired = true },
        new("mail", Text, "The address.", "minji.park@example.com") { IsRequired = true, Compiled = "address" },
        new("phases", ListOf(new KeyType.Choice(Words.Phases)), "When.", "[prewarm, live]", "always"),
        new("scenarios", TextList, "Only about these: contingencies by name, or kinds of issues such as floor-fight.",
            "[region-lost, spend-exceeded]", "everything"),
        new("language", new KeyType.Choice(Words.Languages), "In which language.", "ko", "the first of reports.languages"),
        new("escalate", Whole, "The step of the escalation that they belong to, 1 to 10, whatever their role.", "2",
            "the step of their role"),
        new("confirm", Instant, "By when they are to say whether they are available; they are asked a week before.",
            "live - 3d", "not asked"),
    ]);

    public static readonly Shape EscalationStep = new("escalationStep", "Who is told next when nobody takes up a trouble.",
    [
        new("role", Text, "The role of the contacts who are told.", "owner") { IsRequired = true },
        new("after", Duration, "How long after the step before; of the first, after the trouble began.", "15m", "10m"),
    ]);

    public static readonly Shape Escalation = new("escalation", "Who is told when nobody takes up a trouble.",
    [
        new("steps", ListOf(new KeyType.Of(EscalationStep)), "One after the other.", "…",
            "operator, then owner, then leadership, 10m each"),
        new("repeat", Duration, "How often the last step is repeated.", "30m", "1h") { Compiled = "repeatEvery" },
    ]);

    public static readonly Shape Task = new("task", "A task of the timeline: one of the plan's own, or a change to one.",
    [
        new("what", Text, "What is to be done; a task that is not there by itself needs it.", "Load-test the checkout"),
        new("stage", new KeyType.Choice(Words.TaskStages), "When about.", "week-4", "by its due date"),
        new("due", Instant, "By when; a task that is not there by itself needs it.", "live - 6d"),
        new("owner", Text, "A contact's name, or a role.", "operator", "owner"),
        new("drop", Flag, "Whether it is not done at all.", "true", "false"),
    ]);

    public static readonly Shape WarRoom = new("warRoom", "Where everyone meets during the event.",
    [
        new("bridge", Text, "The number or the name of the call.", "+1 555 0100, code 4711"),
        new("link", Text, "A link to it.", "https://meet.example.com/black-friday"),
    ]);

    public static readonly Shape Return = new("returnToNormal", "How the event ends.",
    [
        new("inRangeFor", Duration, "Metrics are normal this long before anything is scaled down.", "30m", "15m"),
        new("step", Percent, "Share of the raise that one step takes back, 1% to 10%.", "10%", "10%")
            { Compiled = "stepPercent" },
        new("every", Duration, "From one step to the next.", "5m", "5m") { Compiled = "stepEvery" },
        new("operational", TextList, "What people do and confirm.", "[tell support that it is over]"),
    ]);

    public static readonly Shape Range = new("range", "A range of a metric, both ends included.",
    [
        new("low", Number, "Its lower end, in the metric's unit.", "0") { IsRequired = true },
        new("high", Number, "Its upper end.", "0.4") { IsRequired = true },
    ]);

    public static readonly Shape Metric = new("metric", "A CloudWatch metric that tells whether things are normal.",
    [
        new("component", Text, "The component that it tells of.", "web", "the event as a whole"),
        new("namespace", Text, "As CloudWatch spells it.", "AWS/ApplicationELB") { IsRequired = true },
        new("metric", Text, "Its name.", "TargetResponseTime") { IsRequired = true, Compiled = "metricName" },
        new("dimensions", MapOf(Text), "Its dimensions.", "{ LoadBalancer: app/shop/50dc6c495c0c9188 }"),
        new("statistic", Text, "Average, Sum, Minimum, Maximum, SampleCount or a percentile such as p99.",
            "p99", "Average"),
        new("baseline", new KeyType.Of(Range), "Its normal range.", "{ low: 0, high: 0.4 }",
            "captured over the day before the pre-warm"),
        new("worse", new KeyType.Choice(Words.Directions), "On which side of its normal range it is bad.",
            "below", "above"),
        new("account", Text, "The AWS account.", "\"123456789012\"", "the component's, or defaults.account"),
        new("region", Text, "The region's code.", "us-east-1", "the component's, or defaults.region"),
    ]);

    public static readonly Shape Stage = new("stage", "A part of the pre-warm; only to override what is computed.",
    [
        new("at", Instant, "Not before this instant.", "live - 3h") { IsRequired = true },
        new("proceedAnyway", Instant, "The next stage goes on then even if this one is not in service.",
            "live - 2h", "the next stage's at, or 10m before live") { Compiled = "proceedAnywayAt" },
        new("floors", MapOf(new KeyType.Either([new KeyType.Whole(), new KeyType.Choice(["full"])])),
            "The floor of each component once the stage is in service; full for the component's own.",
            "{ orders: full, web: 24 }") { IsRequired = true, Compiled = "goals" },
    ]);

    public static readonly Shape Plan = new("plan", "A planned infrastructure event.",
    [
        new("event", new KeyType.Text("^[a-z0-9][a-z0-9-]{0,62}$"), "The event's id.", "black-friday-2026")
            { IsRequired = true },
        new("name", Text, "Its name for people.", "Black Friday 2026") { IsRequired = true },
        new("timeZone", Text, "The IANA zone in which instants without an offset are meant.", "America/New_York")
            { IsRequired = true },
        new("schedule", new KeyType.Of(Schedule), "When each phase starts.", "…") { IsRequired = true },
        new("expect", new KeyType.Of(Expect), "What is expected.", "{ peak: 8x }") { Compiled = "expectation" },
        new("defaults", new KeyType.Of(Defaults), "What holds for every component.", "{ region: us-east-1 }"),
        new("components", MapOf(new KeyType.Of(ComponentShapes.Component)),
            "The parts of the workload by name.", "…") { IsRequired = true },
        new("metrics", MapOf(new KeyType.Of(Metric)), "What tells whether things are normal, by name.", "…"),
        new("responses", ListOf(new KeyType.Of(ResponseShapes.Response)),
            "Which alarm means what; the first that matches decides.", "…"),
        new("runbooks", MapOf(new KeyType.Either(
            [ListOf(new KeyType.Of(ResponseShapes.Step)), new KeyType.Of(ResponseShapes.Runbook)])),
            "What can be run, by name: a list of steps, or steps with what else is said.", "…"),
        new("roles", MapOf(TextList), "Who may approve and command: for each role IAM ARNs, or subjects, mails or groups "
            + "of a JWT.", "{ incident-commander: [kim@example.com] }"),
        new("shedding", MapOf(new KeyType.Of(LadderShapes.Ladder)),
            "How components shed load, by the component under pressure.", "…") { Compiled = "ladders" },
        new("contingencies", MapOf(new KeyType.Of(LadderShapes.Contingency)),
            "What is done when a scenario comes true, by its name.", "…"),
        new("hooks", ListOf(new KeyType.Of(HookShapes.Hook)),
            "What is done while instances wait in lifecycle hooks.", "…"),
        new("stages", ListOf(new KeyType.Of(Stage)), "The pre-warm's stages.", "…",
            "computed from dependencies and lead times"),
        new("returnToNormal", new KeyType.Of(Return), "How the event ends.", "{ inRangeFor: 30m }"),
        new("guardrails", new KeyType.Of(Guardrails), "What may not be exceeded.", "{ maxExtraSpend: 5000 }"),
        new("freezes", ListOf(new KeyType.Of(Freeze)), "Windows in which nothing may change.", "…"),
        new("success", new KeyType.Of(Success), "What makes the event a success.", "{ served: 99.5% }")
            { Compiled = "criteria" },
        new("traffic", MapOf(new KeyType.Of(TrafficShapes.Stream)),
            "The expected requests by the name under which they come; without it nothing can be rehearsed.", "…"),
        new("contacts", ListOf(new KeyType.Of(Contact)), "Who is told.", "…"),
        new("escalation", new KeyType.Of(Escalation), "Who is told when nobody takes up a trouble.", "{ repeat: 30m }"),
        new("timeline", MapOf(new KeyType.Of(Task)),
            "Tasks to add, move, give to somebody else or drop, by their ids; readiness tasks list shows all.", "…"),
        new("reports", new KeyType.Of(ReportShapes.Reports), "When, how and about what leaders are told.",
            "{ languages: [en, ko] }"),
        new("dashboard", new KeyType.Of(ReportShapes.Dashboard), "What the event's CloudWatch dashboard shows besides.",
            "{ conversion: orders }"),
        new("warRoom", new KeyType.Of(WarRoom), "Where everyone meets.", "{ bridge: +1 555 0100 }"),
    ]);
}
