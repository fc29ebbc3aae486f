using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Runbooks;

/// <summary>A step of a run: what it is to do, and what became of it.</summary>
/// <param name="Step">The step, pinned when the run was made.</param>
/// <param name="State">Where it is.</param>
/// <param name="StartedAt">When it was begun.</param>
/// <param name="Reason">Why it is where it is.</param>
/// <param name="Effects">What was done to the world, oldest first.</param>
public sealed record StepRecord(
    RunbookStep Step,
    StepState State,
    DateTimeOffset? StartedAt,
    string Reason,
    EquatableList<EffectRecord> Effects)
{
    /// <summary>Effects that one step may have, unless its action says more: a bound on loops and on the document.
    /// </summary>
    public const int EffectsMax = 24;

    /// <summary>The question to people that stands before it; null while none was asked.</summary>
    [JsonRequired]
    public Approval? Approval { get; init; }

    /// <summary>Tries that failed before the present one.</summary>
    [JsonRequired]
    public int Tries { get; init; }

    /// <summary>The try that is performed, or, while the step is undone, taken back; 0 for the first.</summary>
    [JsonRequired]
    public int Try { get; init; }

    /// <summary>When a failed step is begun anew; null while none waits for that.</summary>
    [JsonRequired]
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Effects made before <see cref="Effects"/>, which only the journal still holds.</summary>
    public int Forgotten { get; init; }

    /// <summary>All effects that the step ever had.</summary>
    [JsonIgnore]
    public int EffectsMade => Forgotten + Effects.Count;

    [JsonIgnore]
    public bool IsOver =>
        State is StepState.Done or StepState.Refused or StepState.Failed or StepState.Undone or StepState.Skipped;

    /// <summary>The step as the rules see it: what earlier tries did is none of the present one's doing.</summary>
    public StepRecord OfThisTry() => Tries == 0
        ? this
        : this with { Effects = EquatableList.From(Effects.Where(e => e.Try == Try)) };
}
