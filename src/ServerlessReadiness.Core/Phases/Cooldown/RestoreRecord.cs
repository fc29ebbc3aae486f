using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Phases.Cooldown;

/// <summary>What becomes of one component in the return to normal.</summary>
/// <param name="Component">The component.</param>
/// <param name="Level">Components of level 0 go first; a level starts when the one before it is over.</param>
/// <param name="State">Where it is.</param>
/// <param name="Run">Its newest run; null while none was started.</param>
/// <param name="Target">The bounds that it goes back to; null for a setting.</param>
/// <param name="KeptBy">Who keeps it as it is; null unless it is kept.</param>
/// <param name="Reason">Why it is where it is.</param>
public sealed record RestoreRecord(
    ComponentName Component,
    int Level,
    RestoreState State,
    RunId? Run,
    Bounds? Target,
    string? KeptBy,
    string Reason)
{
    [JsonIgnore]
    public bool IsOver => State is RestoreState.Restored or RestoreState.Kept or RestoreState.Untouched;
}
