using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions.Settings;

/// <summary>
/// Gives a resource without bounds the values of the plan, in one call. What is higher already is left, and what
/// restarts the resource is done only in the window that a person agreed to.
/// </summary>
public sealed class SettingApplyRules : IActionRules
{
    /// <summary>The change and one repetition.</summary>
    private const int WritesMax = 2;

    public string Name => ActionNames.SettingApply;

    public ActionClass Class => ActionClass.CapacityUp;

    public ObservationNeeds Needs => ObservationNeeds.Capacity;

    public bool Handles(StepAction action) => action is StepAction.SettingApply;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Component.Resource is not Resource.Setting resource)
        {
            return new ActionMove.Refuse(
                $"{context.Component.Resource.Label} is scaled by its bounds; use capacity.floor");
        }

        if (context.AfterFailure(undoing: false) is { } move)
        {
            return move;
        }

        if (context.Seen.Setting is not { } seen)
        {
            return context.Blind($"the settings of {resource.Label}");
        }

        if (context.Component.Settings.Count == 0)
        {
            return new ActionMove.Refuse($"the plan names no settings for {resource.Label}");
        }

        var missing = context.Component.Settings.Where(v => !Has(seen, v)).ToList();
        return missing.Count == 0 ? Await(context, resource, seen) : Set(context, resource, seen, missing);
    }

    public ActionMove Undo(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Component.Resource is not Resource.Setting resource
            || context.DoneEffects<Change.SetSettings>(undoing: false) is not [.., { } written])
        {
            return new ActionMove.Done("nothing was set");
        }

        if (context.AfterFailure(undoing: true) is { } move)
        {
            return move;
        }

        var change = (Change.SetSettings)written.Change;
        return context.Seen.Setting is { } seen
            ? SettingReturn.Next(context, resource, seen, change.From, change.To, undoing: true)
            : context.Blind($"the settings of {resource.Label}");
    }

    private static bool Has(SettingSnapshot seen, SettingValue wanted) => seen.Find(wanted.Name) is { } value
        && (SettingFacts.Same(value, wanted.Value) || SettingFacts.IsMore(value, wanted.Value));

    private static ActionMove Await(StepContext context, Resource.Setting resource, SettingSnapshot seen)
    {
        var higher = context.Component.Settings
            .Where(v => SettingFacts.IsMore(seen.Find(v.Name)!, v.Value))
            .Select(v => $"{v.Name} is {seen.Find(v.Name)} and stays")
            .ToList();
        var words = $"{resource.Label} has {string.Join(", ", context.Component.Settings)}"
            + (higher.Count == 0 ? "" : $"; {string.Join(", ", higher)}");
        return seen.Ready
            ? new ActionMove.Done(words)
            : new ActionMove.Wait(
                SettingFacts.BusyPace,
                $"{words}, and does not serve yet: {seen.Busy ?? "no reason is given"}");
    }

    private static ActionMove Set(
        StepContext context,
        Resource.Setting resource,
        SettingSnapshot seen,
        List<SettingValue> missing)
    {
        var writes = context.DoneEffects<Change.SetSettings>(undoing: false);
        if (seen.Busy is { } busy)
        {
            return new ActionMove.Wait(SettingFacts.BusyPace, $"{resource.Label} cannot be changed now: {busy}");
        }

        if (writes.Count > 0 && context.Now - StepFacts.EndOf(writes[^1]) < SettingFacts.BeginsWithin)
        {
            return new ActionMove.Wait(
                StepFacts.LookAgain,
                $"waits until {resource.Label} shows {string.Join(", ", missing)}");
        }

        if (writes.Count >= WritesMax)
        {
            return new ActionMove.Fail(
                $"{resource.Label} was set {writes.Count} times and does not show {string.Join(", ", missing)}; find "
                    + "who else sets it");
        }

        return SettingFacts.RestartForbidden(context.Component.Restart, resource, missing, context.Now) is { } forbidden
            ? new ActionMove.Refuse(forbidden)
            : new ActionMove.Perform(
                SettingFacts.ChangeTo(seen, missing),
                $"the plan wants {string.Join(", ", missing)} on {resource.Label}"
                    + SettingFacts.Warning(resource.Service) + Restart(context, resource, missing));
    }

    private static string Restart(StepContext context, Resource.Setting resource, List<SettingValue> missing) =>
        missing.Exists(v => SettingFacts.Restarts(resource.Service, v.Name))
            ? $"; it restarts, as {context.Component.Restart!.ApprovedBy} agreed"
            : "";
}
