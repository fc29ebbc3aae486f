using ServerlessReadiness.Core.Issues;

namespace ServerlessReadiness.Core.Capacity;

/// <summary>What the words of a failed launch mean.</summary>
public static class LaunchTroubles
{
    private static readonly (string Word, IssueKind Kind)[] Words =
    [
        ("InsufficientInstanceCapacity", IssueKind.CapacityShortage),
        ("Insufficient capacity", IssueKind.CapacityShortage),
        ("LimitExceeded", IssueKind.QuotaRefused),
        ("quota", IssueKind.QuotaRefused),
    ];

    public static IssueKind? Classify(string? words)
    {
        foreach (var (word, kind) in Words)
        {
            if (words?.Contains(word, StringComparison.OrdinalIgnoreCase) == true)
            {
                return kind;
            }
        }

        return null;
    }
}
