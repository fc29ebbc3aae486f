using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Phases;

/// <summary>
/// What a decision wants of an issue. One is open per component and kind, so asking again is harmless.
/// </summary>
public abstract record IssueWish
{
    private IssueWish(ComponentName? component, IssueKind kind) => (Component, Kind) = (component, kind);

    public ComponentName? Component { get; }

    public IssueKind Kind { get; }

    /// <summary>Is open, with these words when it is new.</summary>
    /// <param name="On">On which component; null for the event as a whole.</param>
    /// <param name="What">What kind of problem.</param>
    /// <param name="Summary">What is wrong, with the numbers.</param>
    /// <param name="PlanOfAction">What is being done, or what a person has to do.</param>
    /// <param name="ExpectedBy">When it is expected to be over; null when nobody can tell.</param>
    /// <param name="Pages">Whether a person is called when it is opened.</param>
    /// <param name="PagesAgainAfter">How long after the last page a person is called again; null for never.</param>
    public sealed record Open(
        ComponentName? On,
        IssueKind What,
        string Summary,
        string PlanOfAction,
        DateTimeOffset? ExpectedBy = null,
        bool Pages = true,
        TimeSpan? PagesAgainAfter = null) : IssueWish(On, What);

    /// <summary>Is over.</summary>
    public sealed record Close(ComponentName? On, IssueKind What, string Why) : IssueWish(On, What);
}
