using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Phases.Watches;

/// <summary>What the watch over one floor wants.</summary>
/// <param name="Next">What is remembered.</param>
/// <param name="Run">The run that asserts the floor again; null for none.</param>
/// <param name="Hold">The hold that is put on the component; null for none.</param>
/// <param name="Resource">The resource's record where it has to learn of what was armed; null when it stays.</param>
/// <param name="Issues">What is wanted of issues.</param>
/// <param name="Says">A line for the journal when the verdict is new; null otherwise.</param>
public sealed record FloorDecision(
    FloorRecord Next,
    RunWish? Run,
    Hold? Hold,
    ResourceState? Resource,
    EquatableList<IssueWish> Issues,
    Said? Says);
