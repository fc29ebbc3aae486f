using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Review;

namespace ServerlessReadiness.Application.Review;

/// <summary>Reads what the review looks at from every source, in the plan's accounts and regions.</summary>
public sealed class ReviewReader(IReadOnlyList<IReviewSource> sources)
{
    /// <param name="plan">The plan in force.</param>
    /// <param name="now">As of when.</param>
    /// <param name="progress">Told each source before it is read; null for nobody.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<ReviewFacts> ReadAsync(
        CompiledPlan plan,
        DateTimeOffset now,
        Action<string>? progress,
        CancellationToken cancellationToken)
    {
        var places = PlacesOf(plan);
        var facts = new ReviewFacts(plan, now);
        foreach (var source in sources)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Invoke(source.Name);
            facts = await source.ReadAsync(facts, places, cancellationToken);
        }

        return facts;
    }

    /// <summary>Where the plan's components are.</summary>
    public static IReadOnlyList<Location> PlacesOf(CompiledPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return
        [
            .. plan.Components.Select(c => Location.Of(c.Resource))
                .Concat(plan.Metrics.Select(m => new Location(m.Account, m.Region)))
                .Distinct()
                .OrderBy(l => l.Account, StringComparer.Ordinal)
                .ThenBy(l => l.Region, StringComparer.Ordinal),
        ];
    }
}
