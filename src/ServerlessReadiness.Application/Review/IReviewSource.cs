using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Review;

namespace ServerlessReadiness.Application.Review;

/// <summary>
/// Reads a part of what the review looks at, and changes nothing. What cannot be read stands in the facts with the
/// missing permission; nothing is thrown for it, so that the rest of the review goes on.
/// </summary>
public interface IReviewSource
{
    /// <summary>What is read, for progress, such as "security groups".</summary>
    string Name { get; }

    /// <param name="facts">What is known so far: the plan, and what other sources have read.</param>
    /// <param name="places">The plan's accounts and regions, each once.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The facts with this source's part.</returns>
    Task<ReviewFacts> ReadAsync(
        ReviewFacts facts,
        IReadOnlyList<Location> places,
        CancellationToken cancellationToken);
}
