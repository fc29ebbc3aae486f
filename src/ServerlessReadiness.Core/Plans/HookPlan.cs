using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Plans;


/// <summary>What is done while an instance waits in a lifecycle hook.</summary>
/// <param name="Component">The component whose group has the hook.</param>
/// <param name="Hook">The hook's name.</param>
/// <param name="Launching">Whether it is a hook of launches, or of terminations.</param>
/// <param name="Steps">What is done, in order.</param>
/// <param name="AbandonOnFailure">Whether a failure completes with ABANDON, or with CONTINUE.</param>
/// <param name="GiveUpAfter">The longest that the instance is kept waiting, heartbeats included.</param>
public sealed record HookPlan(
    ComponentName Component,
    string Hook,
    bool Launching,
    EquatableList<RunbookStep> Steps,
    bool AbandonOnFailure,
    TimeSpan GiveUpAfter);
