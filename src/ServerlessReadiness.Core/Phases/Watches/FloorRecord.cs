using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Phases.Watches;

/// <summary>What is remembered of holding one component's floor.</summary>
/// <param name="Component">The component.</param>
/// <param name="UndercutAt">When its minimum was last found under the floor; null for never.</param>
/// <param name="Run">The run that asserted it again; null for none.</param>
/// <param name="Accepted">Bounds from outside that were told of, and are not told of again.</param>
/// <param name="Verdict">The newest decision; the same one again is not journalled again.</param>
/// <param name="Reason">Its reason.</param>
public sealed record FloorRecord(
    ComponentName Component,
    DateTimeOffset? UndercutAt,
    RunId? Run,
    Bounds? Accepted,
    FloorVerdict Verdict,
    string Reason);
