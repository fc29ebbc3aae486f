using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Phases.Prewarm;

/// <summary>What became of one goal of a pre-warm stage.</summary>
/// <param name="Component">The component that is raised.</param>
/// <param name="Floor">To this many units; 0 for a setting.</param>
/// <param name="Run">The newest run for it; null while none was started.</param>
/// <param name="Attempts">Runs started so far.</param>
/// <param name="RetryAt">After a failed run: not before this instant. Null otherwise.</param>
/// <param name="IsInService">Whether as much was seen in service.</param>
/// <param name="InsteadOf">Set where this component stands in for another that AWS has no capacity for.</param>
/// <param name="AlternativeAsked">Whether another component was already raised by what this one lacks.</param>
/// <param name="Verdict">The newest decision; the same one again is not journalled again.</param>
/// <param name="Reason">Its reason.</param>
public sealed record GoalRecord(
    ComponentName Component,
    int Floor,
    RunId? Run,
    int Attempts,
    DateTimeOffset? RetryAt,
    bool IsInService,
    ComponentName? InsteadOf,
    bool AlternativeAsked,
    GoalVerdict Verdict,
    string Reason)
{
    /// <summary>Runs for one goal before it is left to people.</summary>
    public const int AttemptsMax = 6;

    [JsonIgnore]
    public bool IsBegun => Attempts > 0 || IsInService;

    public static GoalRecord New(ComponentName component, int floor, ComponentName? insteadOf = null) =>
        new(component, floor, null, 0, null, false, insteadOf, false, GoalVerdict.NotBegun, "not begun");
}
