using ServerlessReadiness.Core.Plans.Traffic;

namespace ServerlessReadiness.Core.Shedding;

/// <summary>
/// What weights mean in percent, and percent in weights. Weights count only relative to each other, so whole percents
/// are themselves the weights: 0 to 100 of the 255 that Route 53 allows, and no share is lost to rounding. Weights of
/// someone else's, such as 1 and 2, are rounded to whole percents that are 100 together.
/// </summary>
public static class DnsShares
{
    public const int Whole = 100;

    /// <summary>The shares that records have. All weights zero is equal traffic to all, and is read so.</summary>
    public static EquatableList<EndpointShare> Of(IReadOnlyCollection<DnsRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var sum = records.Sum(r => r.Weight ?? 0);
        var parts = records.Select(r => (r.SetIdentifier, sum == 0 ? 1 : r.Weight ?? 0)).ToList();
        return Split(parts, Whole);
    }

    /// <summary>The next stage on the way to a goal: at most this share of the whole traffic moves.</summary>
    public static EquatableList<EndpointShare> Stage(
        EquatableList<EndpointShare> present,
        EquatableList<EndpointShare> goal,
        int stepPercent)
    {
        ArgumentNullException.ThrowIfNull(present);
        var differences = present.Select(p => (p.SetIdentifier, Part: In(goal, p.SetIdentifier) - p.Percent)).ToList();
        var moved = differences.Sum(d => Math.Max(0, d.Part));
        if (moved <= stepPercent)
        {
            return EquatableList.From(present.Select(p => p with { Percent = In(goal, p.SetIdentifier) }));
        }

        var gained = Split([.. differences.Select(d => (d.SetIdentifier, Math.Max(0, d.Part)))], stepPercent);
        var given = Split([.. differences.Select(d => (d.SetIdentifier, Math.Max(0, -d.Part)))], stepPercent);
        return EquatableList.From(present.Select(p => p with
        {
            Percent = p.Percent + In(gained, p.SetIdentifier) - In(given, p.SetIdentifier),
        }));
    }

    /// <summary>The records with weights for these shares.</summary>
    public static EquatableList<DnsRecord> Weigh(
        IEnumerable<DnsRecord> records,
        EquatableList<EndpointShare> shares) =>
        EquatableList.From(records.Select(r => r with { Weight = In(shares, r.SetIdentifier) }));

    /// <summary>Whether two sets of weights share the traffic in exactly the same way.</summary>
    public static bool Same(IReadOnlyCollection<DnsRecord> left, IReadOnlyCollection<DnsRecord> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        long leftSum = left.Sum(r => r.Weight ?? 0), rightSum = right.Sum(r => r.Weight ?? 0);
        return left.Count == right.Count && leftSum > 0 && rightSum > 0 && left.All(l =>
            right.FirstOrDefault(r => r.SetIdentifier == l.SetIdentifier) is { } match
            && (l.Weight ?? 0) * rightSum == (match.Weight ?? 0) * leftSum);
    }

    /// <summary>An endpoint's share; one that is not named has none.</summary>
    public static int In(EquatableList<EndpointShare> shares, string setIdentifier)
    {
        ArgumentNullException.ThrowIfNull(shares);
        return shares.FirstOrDefault(s => s.SetIdentifier == setIdentifier)?.Percent ?? 0;
    }

    /// <summary>Splits a whole in the parts' proportion; what rounding leaves goes to the largest remainders.</summary>
    private static EquatableList<EndpointShare> Split(IReadOnlyList<(string Name, int Part)> parts, int whole)
    {
        long sum = parts.Sum(p => p.Part);
        if (sum == 0)
        {
            return EquatableList.From(parts.Select(p => new EndpointShare(p.Name, 0)));
        }

        var floors = parts
            .Select(p => (p.Name, Percent: (int)(p.Part * whole / sum), Left: p.Part * whole % sum))
            .ToList();
        var left = whole - floors.Sum(f => f.Percent);
        var rounded = floors
            .OrderByDescending(f => f.Left)
            .ThenBy(f => f.Name, StringComparer.Ordinal)
            .Take(left)
            .Select(f => f.Name)
            .ToHashSet(StringComparer.Ordinal);
        return EquatableList.From(floors.Select(f =>
            new EndpointShare(f.Name, f.Percent + (rounded.Contains(f.Name) ? 1 : 0))));
    }
}
