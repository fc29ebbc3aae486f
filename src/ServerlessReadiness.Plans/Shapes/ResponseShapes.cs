using static ServerlessReadiness.Plans.Shapes.Types;

namespace ServerlessReadiness.Plans.Shapes;

/// <summary>Responses and runbooks of the plan's YAML.</summary>
internal static class ResponseShapes
{
    public static readonly Shape Rehearse = new("rehearse", "How the alarm fires in a rehearsal.",
    [
        new("measure", new KeyType.Choice(Words.Measures), "What it measures.", "failed",
            "use; status-check when the runbook repairs instances"),
        new("above", Percent, "It breaches above this.", "75%", "80%; 0 for status-check"),
        new("period", Duration, "One period, in whole minutes.", "1m", "1m"),
        new("breaching", new KeyType.Text("^[0-9]+ of [0-9]+$"), "Breaching periods out of the last.",
            "2 of 3", "3 of 3; 2 of 2 for status-check"),
    ]);

    public static readonly Shape AlarmMetric = new("alarmMetric", "The metric behind an alarm.",
    [
        new("namespace", Text, "As CloudWatch spells it.", "AWS/EC2")
            { IsRequired = true, Compiled = "metricNamespace" },
        new("name", Text, "Its name.", "StatusCheckFailed") { IsRequired = true, Compiled = "metricName" },
    ]);

    public static readonly Shape Response = new("response", "What an alarm means.",
    [
        new("alarm", Text, "The alarm's name; * for any characters, ? for one.", "web-5xx*")
            { Compiled = "alarm.namePattern" },
        new("alarmMetric", new KeyType.Of(AlarmMetric), "Or the metric behind it.",
            "{ namespace: AWS/EC2, name: StatusCheckFailed }") { Compiled = "alarm" },
        new("name", Text, "What the journal calls it.", "web-errors", "the alarm's name or metric"),
        new("component", Text, "On which component.", "web", "the one that the alarm's dimensions name"),
        new("role", new KeyType.Choice(Words.Roles), "What the alarm is for.", "stop-condition", "trigger"),
        new("run", Text, "The runbook that a trigger starts.", "raise-half") { Compiled = "runbook" },
        new("rehearse", new KeyType.Either([Flag, new KeyType.Of(Rehearse)]),
            "How it fires in a rehearsal; false for not at all.", "{ above: 75% }",
            "for triggers of a component with a model") { Compiled = "model" },
    ]);

    public static readonly Shape Condition = new("condition", "Something that must hold: of an alarm, or of a metric.",
    [
        new("alarm", Text, "An alarm's exact name, in the account and region of the step's component.", "shop-5xx"),
        new("firing", Flag, "Whether it must fire, or must not.", "false", "true"),
        new("metric", Text, "Or one of the plan's metrics; its newest value of the last five minutes counts.", "latency"),
        new("above", Number, "The value must be above this.", "0.4"),
        new("below", Number, "Or below this.", "0.2"),
    ]);

    public static readonly Shape Approval = new("approval", "People who must agree before a step begins.",
    [
        new("roles", TextList, "One of any of these roles is enough.", "[incident-commander]") { IsRequired = true },
        new("expiresAfter", Duration, "How long they are waited for.", "30m") { IsRequired = true },
        new("onExpiry", new KeyType.Choice(Words.OnExpiry), "What silence means.", "approve", "reject"),
        new("question", Text, "What they are asked.", "Move all traffic to Tokyo?") { IsRequired = true },
    ]);

    public static readonly Shape Parameter = new("parameter", "A value that whoever starts a runbook may give.",
    [
        new("type", new KeyType.Choice(Words.ParameterTypes), "What it takes.", "percent") { IsRequired = true },
        new("default", Text, "What it is when not given; without one it must be given.", "50%"),
        new("allowed", TextList, "The only values.", "[tokyo, seoul]", "any that the type takes"),
        new("min", Whole, "For numbers.", "10") { Compiled = "minimum" },
        new("max", Whole, "For numbers.", "200") { Compiled = "maximum" },
    ]);

    public static readonly Shape Step = new("step", "One step of a runbook.",
    [
        new("do", new KeyType.Choice(Words.Actions), "The action.", "capacity.raise")
            { IsRequired = true, Compiled = "do.action" },
        new("name", Text, "Unique in the runbook.", "raise", "the action's name"),
        new("timeout", Duration, "How long it may take, verification included.", "15m",
            "15m; 20m for instance.replace, 5m for notify, 1h for settings and ssm.automation, 5m more than a wait, by its stages for dns.shift and dns.restore"),
        new("onFailure", new KeyType.Choice(Words.OnFailure), "What a failure means for the run.", "undo", "stop"),
        new("on", Text, "The component that the step acts on.", "names", "the run's own"),
        new("when", ListOf(new KeyType.Of(Condition)), "All must hold for the step to begin; otherwise it is skipped.",
            "[{ alarm: shop-5xx }]"),
        new("verify", ListOf(new KeyType.Of(Condition)),
            "All must hold for the step to be done; they are waited for until the time-out.",
            "[{ metric: latency, below: 0.4 }]"),
        new("retries", Whole, "How often a failed step is begun anew, 0 to 10.", "2", "0"),
        new("retryAfter", Duration, "Between two tries.", "1m", "30s"),
        new("approval", new KeyType.Of(Approval), "Who must agree before it begins.", "…"),
        new("insteadOf", Text, "The earlier step that this one makes good: performed only if that one failed.", "recover"),
        new("for", Duration, "wait: how long.", "10m") { Compiled = "do.for" },
        new("by", Whole, "capacity.raise: units to add.", "4") { Compiled = "do.by" },
        new("byPercent", Percent, "capacity.raise: or a share to add.", "50%") { Compiled = "do.byPercent" },
        new("floor", Whole, "capacity.floor: the least minimum.", "24") { Compiled = "do.floor" },
        new("securityGroup", Text, "instance.quarantine: a group that lets nothing in or out.", "sg-0abc1234")
            { Compiled = "do.securityGroupId" },
        new("subject", Text, "notify: at most 100 ASCII characters.", "Look at {component}")
            { Compiled = "do.subject" },
        new("text", Text, "notify: {component}, {alarm}, {instance}, {reason} and parameters are filled in.", "Please look.")
            { Compiled = "do.text" },
        .. DnsShapes.StepKeys,
        .. SheddingShapes.StepKeys,
    ]);

    public static readonly Shape Runbook = new("runbook", "A named list of steps with what else is said of it.",
    [
        new("steps", ListOf(new KeyType.Of(Step)), "In order.", "…") { IsRequired = true },
        new("startableBySns", Flag, "Whether a command by SNS, which carries no sender, may start it.",
            "true", "false"),
        new("parameters", MapOf(new KeyType.Of(Parameter)), "What whoever starts it may give, by name; an action's key "
            + "takes one as $name.", "…"),
    ]);
}
