using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Application.Runs;

/// <summary>A run that this process is going on with, and what it must commit with it.</summary>
/// <param name="Component">The component, from the plan version that the run is pinned to.</param>
/// <param name="Run">The run as decided last.</param>
/// <param name="RunVersion">The version stored last; 0 while it is not stored.</param>
/// <param name="Resource">The resource's record; null for a run that needs no lease.</param>
/// <param name="ResourceVersion">The version stored last.</param>
public sealed record RunInHand(
    Component Component,
    Run Run,
    long RunVersion,
    ResourceState? Resource,
    long ResourceVersion)
{
    /// <summary>Further units that the account's quota allows, as Clock read it; null when that is not known.</summary>
    public int? QuotaHeadroom { get; init; }

    /// <summary>What keeps automation off the component, as read when the run took it up; null for nothing.</summary>
    public Hold? Hold { get; init; }

    /// <summary>The run as the table had it last; null while it is not stored.</summary>
    public Run? Stored { get; init; }

    /// <summary>Journal lines that go with the next commit.</summary>
    public IReadOnlyList<JournalEntry> Lines { get; init; } = [];

    /// <summary>
    /// The resource's record before the newest effect was announced, to go back to should the effect be withheld.
    /// </summary>
    public ResourceState? Untouched { get; init; }

    public RunInHand With(JournalEntry line) => this with { Lines = [.. Lines, line] };

    /// <summary>The same after a commit of <see cref="Run"/> and <see cref="Resource"/>.</summary>
    public RunInHand Committed() => this with
    {
        RunVersion = RunVersion + 1,
        ResourceVersion = Resource is null ? 0 : ResourceVersion + 1,
        Stored = Run,
        Lines = [],
    };
}
