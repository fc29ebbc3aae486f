using static ServerlessReadiness.Plans.Shapes.Types;

namespace ServerlessReadiness.Plans.Shapes;

/// <summary>Lifecycle hooks of the plan's YAML.</summary>
internal static class HookShapes
{
    public static readonly IReadOnlyList<string> Transitions = ["launch", "terminate"];

    public static readonly IReadOnlyList<string> Results = ["continue", "abandon"];

    public static readonly IReadOnlyList<string> OnFailure = ["stop", "continue"];

    /// <summary>What may be done with an instance that waits; ending the wait goes without saying.</summary>
    public static readonly IReadOnlyList<string> Actions =
    [
        "interface.attach",
        "interface.detach",
        "address.associate",
        "instance.tag",
        "targets.healthy",
        "targets.deregister",
        "command.run",
        "notify",
        "wait",
    ];

    public static readonly Shape Step = new("hookStep", "One step while an instance waits in a lifecycle hook.",
    [
        new("do", new KeyType.Choice(Actions), "The action.", "targets.healthy")
            { IsRequired = true, Compiled = "do.action" },
        new("name", Text, "Unique in the hook.", "healthy", "the action's name"),
        new("timeout", Duration, "How long it may take.", "20m", "15m; for wait its time and 5m more"),
        new("onFailure", new KeyType.Choice(OnFailure),
            "Whether a failure leads to the hook's end, or to the next step and is no failure of the hook.",
            "continue", "stop"),
        new("pool", MapOf(Text),
            "interface.attach, interface.detach, address.associate: the one tag of the interfaces or addresses to "
            + "choose from.", "{ pool: web }", "the one that the hook's metadata names")
            { Compiled = "do.pool" },
        new("subnet", Text, "interface.attach: only of this subnet.", "subnet-0abc1234", "any in the instance's zone")
            { Compiled = "do.subnet" },
        new("address", Text, "address.associate: this one.", "eipalloc-0abc1234", "one of the pool")
            { Compiled = "do.allocationId" },
        new("tags", MapOf(Text), "instance.tag: the tags.", "{ event: black-friday }") { Compiled = "do.tags" },
        new("targetGroups", TextList, "targets.healthy, targets.deregister: ARNs of target groups.",
            "[arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/0123456789abcdef]")
            { Compiled = "do.targetGroups" },
        new("document", Text, "command.run: the SSM command document.", "AWS-RunShellScript")
            { Compiled = "do.document" },
        new("version", Text, "command.run: its version.", "\"3\"", "its default version") { Compiled = "do.version" },
        new("parameters", MapOf(Text),
            "command.run: its parameters; {instance}, {group}, {hook} and {component} are filled in.",
            "{ commands: systemctl stop web }") { Compiled = "do.parameters" },
        new("for", Duration, "wait: how long.", "2m") { Compiled = "do.for" },
        new("subject", Text, "notify: at most 100 ASCII characters.", "{instance} goes") { Compiled = "do.subject" },
        new("text", Text, "notify: {component}, {instance} and {reason} are filled in.", "Its logs are in the bucket.")
            { Compiled = "do.text" },
    ]);

    public static readonly Shape Hook = new("hook", "What is done while instances wait in a lifecycle hook of a group.",
    [
        new("component", Text, "The component whose group has the hook.", "web") { IsRequired = true },
        new("hook", Text, "The hook's name in the group.", "launch-ready") { IsRequired = true },
        new("transition", new KeyType.Choice(Transitions), "What instances wait for.", "launch")
            { IsRequired = true, Compiled = "launching" },
        new("steps", ListOf(new KeyType.Of(Step)), "In order; the wait is ended after the last.", "…")
            { IsRequired = true },
        new("onFailure", new KeyType.Choice(Results), "How the wait is ended when a step failed.", "abandon",
            "abandon for launch, continue for terminate") { Compiled = "abandonOnFailure" },
        new("giveUpAfter", Duration, "The longest that an instance is kept waiting, heartbeats included.", "45m", "1h"),
    ]);
}
