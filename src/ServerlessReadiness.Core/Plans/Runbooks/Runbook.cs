using System.Text.Json.Serialization;

namespace ServerlessReadiness.Core.Plans.Runbooks;

/// <summary>A named list of steps, performed in order.</summary>
/// <param name="Name">Unique in the plan.</param>
/// <param name="Steps">At least one.</param>
/// <param name="StartableBySns">Whether a command that came by SNS, which carries no sender, may start it.</param>
public sealed record Runbook(RunbookName Name, EquatableList<RunbookStep> Steps, bool StartableBySns = false)
{
    /// <summary>What whoever starts it may give.</summary>
    [JsonRequired]
    public EquatableList<RunbookParameter> Parameters { get; init; } = [];
}
