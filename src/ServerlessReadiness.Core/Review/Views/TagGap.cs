namespace ServerlessReadiness.Core.Review.Views;

/// <summary>A difference between the plan and the event's tag.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="IsInPlan">True for what the plan names and has no tag, false for what has the tag and the plan does not
/// name.</param>
public sealed record TagGap(string Resource, bool IsInPlan)
{
    /// <summary>The tag of what belongs to an event; its value is the event's id.</summary>
    public const string Tag = "readiness:event";

    /// <summary>What to say of it.</summary>
    public Finding ToFinding(string eventId) => IsInPlan
        ? new Finding(Resource, $"the plan names it, and it has no tag {Tag}={eventId}", $"tag it with {Tag}={eventId}")
        : new Finding(
            Resource,
            $"it is tagged {Tag}={eventId}, and nothing of the plan leads to it",
            "add it to the plan as a component, or take the tag off");
}
