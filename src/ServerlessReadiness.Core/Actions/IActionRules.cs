using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions;

/// <summary>
/// The rules of one action, as pure functions of what was done and what is seen. They are asked again after every
/// effect and every wait, also by another process after a crash, and answer from the world, not from memory.
/// </summary>
public interface IActionRules
{
    /// <summary>The action's name as plans spell it.</summary>
    string Name { get; }

    /// <summary>The budget that a run of this action is counted in.</summary>
    ActionClass Class { get; }

    /// <summary>What must be read before the rules are asked.</summary>
    ObservationNeeds Needs { get; }

    /// <summary>Effects that one step may have: a bound on loops.</summary>
    int EffectsMax => StepRecord.EffectsMax;

    /// <summary>
    /// Whether the action brings back what was before. It is the last that is done to a resource, so it waits until
    /// nothing that was sent before can land after it.
    /// </summary>
    bool TakesBack => false;

    /// <summary>Whether these rules are for this action.</summary>
    bool Handles(StepAction action);

    /// <summary>The next move of a step that is being performed.</summary>
    ActionMove Next(StepContext context);

    /// <summary>
    /// The next move of a step that is being undone. Done with the reason when nothing can be undone.
    /// </summary>
    ActionMove Undo(StepContext context);

    /// <summary>
    /// The effects that the rules still look at, for actions that make so many that the document would grow with them.
    /// The journal has them all.
    /// </summary>
    EquatableList<EffectRecord> Compact(EquatableList<EffectRecord> effects) => effects;
}
