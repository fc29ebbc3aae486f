using ServerlessReadiness.Core.Issues;

namespace ServerlessReadiness.Core.Capacity;

/// <summary>
/// What a failed launch, or the reason of a run that waited for capacity, says of the kind of trouble. The words are
/// EC2's and Auto Scaling's, and our own where our rules write them.
/// </summary>
public static class LaunchTroubles
{
    /// <summary>How our rules say that instances are launched and have not failed.</summary>
    public const string StillBooting = "boot, and no launch has failed";

    // Too many calls, not too many instances: the service tries again by itself.
    private static readonly string[] Throttling = ["RequestLimitExceeded", "Request limit exceeded", "Throttling"];

    private static readonly string[] Quota =
    [
        "VcpuLimitExceeded",
        "LimitExceeded",
        "MaxSpotInstanceCountExceeded",
        "vCPU limit",
        "vCPU capacity than your current",
        "quota",
    ];

    private static readonly string[] Shortage =
    [
        "InsufficientInstanceCapacity",
        "InsufficientHostCapacity",
        "InsufficientReservedInstanceCapacity",
        "InsufficientCapacity",
        "UnfulfillableCapacity",
        "insufficient capacity",
        "do not have sufficient",
        "no capacity of this kind",
    ];

    /// <summary>
    /// The kind of trouble that the text names; Other for a failure of another kind, null when it names none.
    /// </summary>
    public static IssueKind? Classify(string? text) => text switch
    {
        null or "" => null,
        _ when Names(text, Throttling) => null,
        _ when Names(text, Quota) => IssueKind.QuotaRefused,
        _ when Names(text, Shortage) => IssueKind.CapacityShortage,
        _ when Names(text, [StillBooting]) => IssueKind.SlowBoot,
        _ => IssueKind.Other,
    };

    private static bool Names(string text, string[] words) =>
        words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
