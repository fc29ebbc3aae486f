using System.Text.Json.Serialization;

namespace ServerlessReadiness.Core.Plans.Runbooks;

/// <summary>One step of a runbook.</summary>
/// <param name="Name">Unique in the runbook.</param>
/// <param name="Do">The action and its parameters.</param>
/// <param name="Timeout">How long the step may take, verification included.</param>
/// <param name="OnFailure">What a failed or refused step means for the run.</param>
public sealed record RunbookStep(
    string Name,
    StepAction Do,
    TimeSpan Timeout,
    OnFailure OnFailure = OnFailure.Stop)
{
    /// <summary>The component that the step acts on; null for the run's own.</summary>
    [JsonRequired]
    public ComponentName? On { get; init; }

    /// <summary>All must hold for the step to begin; otherwise it is skipped, and that is no failure.</summary>
    [JsonRequired]
    public EquatableList<StepCondition> When { get; init; } = [];

    /// <summary>All must hold after the action for the step to be done; they are waited for until the time-out.</summary>
    [JsonRequired]
    public EquatableList<StepCondition> Verify { get; init; } = [];

    /// <summary>How often a failed step is begun anew, 0 to 10.</summary>
    [JsonRequired]
    public int Retries { get; init; }

    /// <summary>Between two tries.</summary>
    [JsonRequired]
    public TimeSpan RetryAfter { get; init; }

    /// <summary>Who must agree before it begins; null for nobody.</summary>
    [JsonRequired]
    public ApprovalTerms? Approval { get; init; }

    /// <summary>
    /// The earlier step that this one makes good: it is performed only if that one failed, and if it works the run has
    /// not failed. Null for none.
    /// </summary>
    [JsonRequired]
    public string? InsteadOf { get; init; }

    /// <summary>Which of the action's fields take a parameter of the runbook.</summary>
    [JsonRequired]
    public EquatableList<ParameterBinding> Bindings { get; init; } = [];
}
