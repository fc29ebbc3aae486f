using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Core.Shedding;


/// <summary>A rule of a load balancer's listener.</summary>
/// <param name="Arn">Its ARN; empty for one that is to be created.</param>
/// <param name="Priority">1 to 50,000, smallest first.</param>
/// <param name="Hosts">Host patterns; empty for any.</param>
/// <param name="Paths">Path patterns; empty for any.</param>
/// <param name="Page">The page that it answers with; null when it forwards.</param>
public sealed record ListenerRule(
    string Arn,
    int Priority,
    EquatableList<string> Hosts,
    EquatableList<string> Paths,
    FixedPage? Page)
{
    /// <summary>The header that lets operators through, for a bypass rule; null otherwise.</summary>
    public SettingValue? Header { get; init; }

    /// <summary>The target groups that it forwards to, with their weights, when it has no page.</summary>
    public EquatableList<SettingValue> Targets { get; init; } = [];

    /// <summary>The run that made it, by its tag; null for a rule of somebody else's.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether both do the same for the same requests, whatever their place and whoever made them.</summary>
    public bool DoesTheSame(ListenerRule other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Page == other.Page
            && Header == other.Header
            && Same(Hosts, other.Hosts, StringComparer.OrdinalIgnoreCase)
            && Same(Paths, other.Paths, StringComparer.Ordinal);
    }

    public override string ToString() => Page is null ? $"bypass rule {Priority}" : $"page rule {Priority}";

    // The service may give a condition's values back in another order.
    private static bool Same(EquatableList<string> left, EquatableList<string> right, StringComparer comparer) =>
        left.Count == right.Count && left.Order(comparer).SequenceEqual(right.Order(comparer), comparer);
}
