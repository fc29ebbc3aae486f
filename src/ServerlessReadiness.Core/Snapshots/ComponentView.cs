using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Snapshots;

/// <summary>A component and its capacity against the plan.</summary>
/// <param name="Component">Its name.</param>
/// <param name="Resource">What it is in the account, for people.</param>
/// <param name="Floor">The plan's least while the event runs; 0 for what has no capacity.</param>
/// <param name="Ceiling">The most that automation may set.</param>
/// <param name="InService">Units in service; null when not read, or not known of its kind.</param>
/// <param name="Wanted">Units that the plan wants in service now; null when it wants none.</param>
/// <param name="Bounds">Its minimum and maximum; null when not read.</param>
/// <param name="Level">The level of its shed ladder in force; 0 for none.</param>
/// <param name="Levels">The ladder's levels, mildest first; empty without a ladder.</param>
/// <param name="Hold">Why automation keeps its hands off; null when it does not.</param>
/// <param name="Run">The run that acts on it now; null for none.</param>
public sealed record ComponentView(
    ComponentName Component,
    string Resource,
    int Floor,
    int Ceiling,
    int? InService,
    int? Wanted,
    Bounds? Bounds,
    int Level,
    EquatableList<string> Levels,
    Hold? Hold,
    RunId? Run);
