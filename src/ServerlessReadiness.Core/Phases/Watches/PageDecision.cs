using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Phases.Watches;

/// <summary>What the watch over a page wants.</summary>
/// <param name="Verdict">What was found.</param>
/// <param name="Resource">The listener's record with the loss in it; null when nothing is to be remembered.</param>
/// <param name="Run">The run that asserts the rules again; null for none.</param>
/// <param name="Hold">The hold that is put on the component; null for none.</param>
/// <param name="Issues">What is wanted of issues.</param>
/// <param name="Says">A line for the journal; null for none.</param>
public sealed record PageDecision(
    PageVerdict Verdict,
    ResourceState? Resource,
    RunWish? Run,
    Hold? Hold,
    EquatableList<IssueWish> Issues,
    Said? Says)
{
    public static readonly PageDecision Stays = new(PageVerdict.Stays, null, null, null, [], null);
}
