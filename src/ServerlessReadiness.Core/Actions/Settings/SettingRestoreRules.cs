using ServerlessReadiness.Core.Actions.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions.Settings;

/// <summary>
/// Gives a resource without bounds the values of its restore point. What its service cannot lower is kept and said;
/// what someone else has set since is left alone.
/// </summary>
public sealed class SettingRestoreRules : IActionRules
{
    public string Name => ActionNames.SettingRestore;

    public ActionClass Class => ActionClass.CapacityDown;

    public bool TakesBack => true;

    public ObservationNeeds Needs =>
        ObservationNeeds.Capacity | ObservationNeeds.Firing | ObservationNeeds.Record;

    public bool Handles(StepAction action) => action is StepAction.SettingRestore;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Component.Resource is not Resource.Setting resource)
        {
            return new ActionMove.Refuse(
                $"{context.Component.Resource.Label} is scaled by its bounds; use capacity.restore");
        }

        if (context.AfterFailure(undoing: false) is { } move)
        {
            return move;
        }

        if (context.Seen is not { Setting: { } seen, Record: { } record, Firing: { } firing })
        {
            return context.Blind($"the settings of {resource.Label}, what was set on it, or which of its alarms fire,");
        }

        if (record.RestorePoint is not { Settings: { Count: > 0 } before })
        {
            return new ActionMove.Done($"{resource.Label} was never touched, so there is nothing to restore");
        }

        if (firing.Count > 0 && !context.DidAnything())
        {
            return new ActionMove.Wait(
                CapacityRestoreRules.HeldPace,
                $"alarm {string.Join(", ", firing.Select(a => a.Name))} of component {context.Component.Name} fires: "
                    + "present load needs what is there, so nothing is taken away");
        }

        return SettingReturn.Next(context, resource, seen, before, context.Component.Settings, undoing: false);
    }

    public ActionMove Undo(StepContext context) =>
        new ActionMove.Done("what was set back stays; setting.apply sets it again where it is needed");
}
