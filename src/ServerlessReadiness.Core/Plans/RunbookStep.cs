namespace ServerlessReadiness.Core.Plans;

/// <summary>One step of a runbook.</summary>
/// <param name="Name">Unique in the runbook.</param>
/// <param name="Do">The action and its parameters.</param>
/// <param name="Timeout">How long the step may take, verification included.</param>
/// <param name="OnFailure">What a failed or refused step means for the run.</param>
public sealed record RunbookStep(
    string Name,
    StepAction Do,
    TimeSpan Timeout,
    OnFailure OnFailure = OnFailure.Stop);
