using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Safety;

/// <summary>One run that a budget counts, and the cause that it answered.</summary>
/// <param name="Class">The class that it is counted in.</param>
/// <param name="At">When it started.</param>
/// <param name="Run">The run.</param>
/// <param name="Instance">The instance that it touches, for the share of the fleet.</param>
/// <param name="Alarm">The alarm that it answered; null for an operator's run.</param>
/// <param name="Children">The children of that alarm, when it is composite: one cause with it.</param>
public sealed record Spend(
    ActionClass Class,
    DateTimeOffset At,
    RunId Run,
    InstanceId? Instance,
    AlarmId? Alarm,
    EquatableList<AlarmId> Children);
