using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Core.Actions.Settings;

/// <summary>The way back of settings, shared by the restore and by the undoing of an apply.</summary>
internal static class SettingReturn
{
    /// <summary>The change and one repetition.</summary>
    private const int WritesMax = 2;

    /// <param name="context">The step.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="seen">Its settings now.</param>
    /// <param name="before">The values to go back to.</param>
    /// <param name="ours">The values that we set; one that reads otherwise is someone else's and is left alone.</param>
    /// <param name="undoing">Whether this undoes the step that set them.</param>
    public static ActionMove Next(
        StepContext context,
        Resource.Setting resource,
        SettingSnapshot seen,
        EquatableList<SettingValue> before,
        EquatableList<SettingValue> ours,
        bool undoing)
    {
        var wanted = before
            .Where(b => ours.Any(o => o.Name == b.Name) && !SettingFacts.Same(Now(seen, b.Name), b.Value))
            .ToList();
        var kept = wanted.Where(b => SettingFacts.OnlyGrows(resource.Service, b.Name)).ToList();
        var foreign = wanted.Except(kept)
            .Where(b => !SettingFacts.Same(Now(seen, b.Name), ours.First(o => o.Name == b.Name).Value))
            .ToList();
        var due = wanted.Except(kept).Except(foreign)
            .Where(b => b.Value != SettingFacts.Unset || SettingFacts.CanUnset(resource.Service))
            .ToList();

        // While a change is under way the values read as neither the old nor the new.
        if (seen.Busy is { } busy && (due.Count > 0 || foreign.Count > 0 || !seen.Ready))
        {
            return new ActionMove.Wait(SettingFacts.BusyPace, $"{resource.Label} cannot be changed now: {busy}");
        }

        return due.Count > 0
            ? Set(context, resource, seen, due, undoing)
            : new ActionMove.Done(Result(resource, seen, wanted, kept, foreign));
    }

    private static ActionMove Set(
        StepContext context,
        Resource.Setting resource,
        SettingSnapshot seen,
        List<SettingValue> due,
        bool undoing)
    {
        var writes = context.DoneEffects<Change.SetSettings>(undoing);
        if (writes.Count > 0 && context.Now - StepFacts.EndOf(writes[^1]) < SettingFacts.BeginsWithin)
        {
            return new ActionMove.Wait(
                StepFacts.LookAgain,
                $"waits until {resource.Label} shows {string.Join(", ", due)}");
        }

        if (writes.Count >= WritesMax)
        {
            return new ActionMove.Fail(
                $"{resource.Label} was set back {writes.Count} times and does not show {string.Join(", ", due)}; find "
                    + "who else sets it");
        }

        // An undo belongs to the change that it takes back; the way back to normal has a window of its own.
        var consent = undoing ? context.Component.Restart : context.Component.RestartBack;
        if (SettingFacts.RestartForbidden(consent, resource, due, context.Now) is not { } forbidden)
        {
            return new ActionMove.Perform(
                SettingFacts.ChangeTo(seen, due),
                $"{resource.Label} goes back to {string.Join(", ", due)}{SettingFacts.Warning(resource.Service)}");
        }

        return consent is { } window && context.Now < window.From
            ? new ActionMove.Wait(window.From - context.Now, forbidden)
            : new ActionMove.Refuse(forbidden);
    }

    private static string Result(
        Resource.Setting resource,
        SettingSnapshot seen,
        List<SettingValue> wanted,
        List<SettingValue> kept,
        List<SettingValue> foreign)
    {
        string[] parts =
        [
            .. kept.Select(k => $"{k.Name} is kept at {Now(seen, k.Name)}: it cannot be lowered"),
            .. foreign.Select(f => $"{f.Name} of {Now(seen, f.Name)} was set by someone else and is left alone"),
            .. wanted.Except(foreign).Where(w => w.Value == SettingFacts.Unset)
                .Select(w => $"{w.Name} is kept at {Now(seen, w.Name)}: it was not set before"),
        ];
        return parts.Length == 0
            ? $"the settings of {resource.Label} are as before the event"
            : $"{resource.Label}: {string.Join("; ", parts)}";
    }

    private static string Now(SettingSnapshot seen, string name) => seen.Find(name) ?? SettingFacts.Unset;
}
