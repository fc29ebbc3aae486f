using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Phases.Prewarm;

/// <summary>The newest attempt to arm a component's floors, or to remove them.</summary>
/// <param name="Component">The component.</param>
/// <param name="Run">Its run; null when nothing could be started.</param>
/// <param name="RetryAt">After a failure: not before this instant.</param>
/// <param name="Verdict">The newest decision; the same one again is not journalled again.</param>
/// <param name="Reason">Its reason.</param>
public sealed record ArmRecord(
    ComponentName Component,
    RunId? Run,
    DateTimeOffset? RetryAt,
    ArmVerdict Verdict,
    string Reason);
