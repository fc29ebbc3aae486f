using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Application.Plans;

/// <summary>Under which conditions a plan is put in force.</summary>
/// <param name="Mode">The mode of a new event; an event that exists keeps its own.</param>
/// <param name="Who">Who applies it, for the journal.</param>
public sealed record PlanApplyTerms(AutomationMode Mode, string Who)
{
    /// <summary>
    /// The version that must be in force (0: none yet), so that nobody replaces a plan unseen; null for whichever.
    /// </summary>
    public int? ExpectVersion { get; init; }

    /// <summary>Whether floors that are held now may come down.</summary>
    public bool LowersFloors { get; init; }

    /// <summary>What the journal says of it besides, such as "takes version 2 back".</summary>
    public string? Note { get; init; }
}
