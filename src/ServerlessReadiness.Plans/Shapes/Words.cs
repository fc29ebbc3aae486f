using ServerlessReadiness.Core.Issues;

namespace ServerlessReadiness.Plans.Shapes;

/// <summary>The words that keys with a choice take.</summary>
internal static class Words
{
    public static readonly IReadOnlyList<string> Phases = ["scheduled", "prewarm", "live", "cooldown", "closed"];

    /// <summary>In the order of <see cref="Core.Languages.Language"/>.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "ko"];

    /// <summary>In the order of <see cref="Core.Timeline.TaskStage"/>.</summary>
    public static readonly IReadOnlyList<string> TaskStages = ["week-1", "weeks-2-3", "week-4", "event-day", "after"];

    /// <summary>The kinds of <see cref="IssueKind"/>, as a plan spells them.</summary>
    public static readonly IReadOnlyList<string> IssueKinds = [.. Enum.GetValues<IssueKind>().Select(Spelled)];

    public static readonly IReadOnlyList<string> Roles = ["trigger", "stop-condition", "target-health"];

    public static readonly IReadOnlyList<string> Measures = ["use", "failed", "status-check"];

    public static readonly IReadOnlyList<string> Directions = ["above", "below", "either"];

    public static readonly IReadOnlyList<string> DnsPolicies = ["weighted", "failover", "latency"];

    public static readonly IReadOnlyList<string> OnFailure = ["stop", "continue", "undo"];

    /// <summary>In the order of <see cref="Core.Plans.Runbooks.ParameterType"/>.</summary>
    public static readonly IReadOnlyList<string> ParameterTypes = ["text", "whole", "percent", "duration"];

    /// <summary>In the order of <see cref="Core.Plans.Runbooks.ApprovalDefault"/>.</summary>
    public static readonly IReadOnlyList<string> OnExpiry = ["reject", "approve"];

    /// <summary>What a plan's step may do; scaling down is the return to normal's alone.</summary>
    public static readonly IReadOnlyList<string> Actions =
    [
        "capacity.raise",
        "capacity.floor",
        "setting.apply",
        "instance.replace",
        "instance.reboot",
        "instance.recover",
        "instance.quarantine",
        "health.mark",
        "notify",
        "wait",
        "check",
        "capacity.keep",
        "capacity.release",
        "dns.shift",
        "dns.restore",
        "dns.failover",
        "dns.failback",
        "maintenance.on",
        "maintenance.off",
        "feature.reduce",
        "feature.restore",
        "rate.limit",
        "rate.restore",
        "zone.away",
        "zone.back",
        "parameter.set",
        "ssm.automation",
        "lambda.invoke",
    ];

    private static string Spelled(IssueKind kind) => string.Concat(kind.ToString().Select((c, i) =>
        char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));
}
