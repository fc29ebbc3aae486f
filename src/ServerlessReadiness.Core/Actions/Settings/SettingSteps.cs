using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Core.Actions.Settings;

/// <summary>What steps that shed by settings have in common: features that are reduced, a limit on rates.</summary>
/// <remarks>
/// | a setting reads | set by us before | move |
/// |---|---|---|
/// | as wanted | any | done |
/// | otherwise | no, or it reads as we set it | set it |
/// | neither as we set it nor as before the event | yes | refuse: someone else sets it |
/// | otherwise, twice written | yes | fail: a fight |
/// </remarks>
internal static class SettingSteps
{
    /// <summary>The change and one repetition.</summary>
    private const int WritesMax = 2;

    public static ObservationNeeds Needs => ObservationNeeds.Capacity | ObservationNeeds.Record;

    /// <summary>Sets these values, of parameters that exist.</summary>
    public static ActionMove Reach(
        StepContext context,
        SettingService service,
        EquatableList<SettingValue> wanted,
        string why)
    {
        if (context.Component.Resource is not Resource.Setting resource || resource.Service != service)
        {
            return new ActionMove.Refuse(Unfit(context, service));
        }

        if (context.AfterFailure(undoing: false) is { } move)
        {
            return move;
        }

        if (context.Seen is not { Setting: { } seen, Record: { } record })
        {
            return context.Blind($"{resource.Label}, or what was set there,");
        }

        var missing = wanted.Where(w => seen.Find(w.Name) != w.Value).ToList();
        if (missing.Count == 0)
        {
            return new ActionMove.Done($"{resource.Label} reads {string.Join(", ", wanted)}");
        }

        var writes = context.DoneEffects<Change.SetSettings>(undoing: false);
        if (Missing(resource, seen, missing) is { } absent)
        {
            return new ActionMove.Refuse(absent);
        }

        if (writes.Count == 0 && Foreign(record.SettingsInForce, record.RestorePoint?.Settings ?? [], seen, missing)
            is { Count: > 0 } foreign)
        {
            return new ActionMove.Refuse(Words(resource, seen, foreign, record.SettingsInForce));
        }

        if (seen.Busy is { } busy)
        {
            return new ActionMove.Wait(StepFacts.LookAgain, $"{resource.Label} cannot be changed now: {busy}");
        }

        if (writes.Count > 0 && context.Now < StepFacts.EndOf(writes[^1]) + StepFacts.LookAgain)
        {
            return new ActionMove.Wait(
                StepFacts.LookSoon, $"waits until {resource.Label} shows {string.Join(", ", missing)}");
        }

        return writes.Count < WritesMax
            ? new ActionMove.Perform(SettingFacts.ChangeTo(seen, missing), $"{why}: {string.Join(", ", missing)}")
            : new ActionMove.Fail(
                $"{resource.Label} was set {writes.Count} times and does not show {string.Join(", ", missing)}: a "
                    + "fight between writers. Find who else sets it, then start the runbook again.");
    }

    /// <summary>Gives back what the restore point says; what someone else has set since stops it.</summary>
    public static ActionMove GiveBack(StepContext context, SettingService service)
    {
        if (context.Component.Resource is not Resource.Setting resource || resource.Service != service)
        {
            return new ActionMove.Refuse(Unfit(context, service));
        }

        if (context.AfterFailure(undoing: false) is { } move)
        {
            return move;
        }

        if (context.Seen is not { Setting: { } seen, Record: { } record })
        {
            return context.Blind($"{resource.Label}, or what was set there,");
        }

        if (record.RestorePoint is not { } point || record.SettingsInForce.Count == 0)
        {
            return new ActionMove.Done($"nothing was set on {resource.Label}, so there is nothing to restore");
        }

        var ours = record.SettingsInForce;
        var before = EquatableList.From(ours.Select(o =>
            point.Settings.FirstOrDefault(p => p.Name == o.Name) ?? o with { Value = SettingFacts.Unset }));
        var foreign = Foreign(ours, before, seen, before);
        return foreign.Count > 0 && !context.DidAnything()
            ? new ActionMove.Refuse(Words(resource, seen, foreign, ours))
            : SettingReturn.Next(context, resource, seen, before, ours, undoing: false);
    }

    /// <summary>Takes back what the step itself set; what someone else has set since is left alone and said.</summary>
    public static ActionMove TakeBack(StepContext context)
    {
        if (context.Component.Resource is not Resource.Setting resource
            || context.DoneEffects<Change.SetSettings>(undoing: false) is not [{ } written, ..])
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
            : context.Blind(resource.Label);
    }

    /// <summary>Settings of ours that read neither as we set them nor as before the event.</summary>
    private static List<SettingValue> Foreign(
        EquatableList<SettingValue> ours,
        EquatableList<SettingValue> before,
        SettingSnapshot seen,
        IEnumerable<SettingValue> among) =>
    [
        .. ours.Where(o => among.Any(a => a.Name == o.Name)
            && Now(seen, o.Name) != o.Value
            && before.FirstOrDefault(b => b.Name == o.Name)?.Value != Now(seen, o.Name)),
    ];

    private static string Words(
        Resource.Setting resource,
        SettingSnapshot seen,
        List<SettingValue> foreign,
        EquatableList<SettingValue> ours)
    {
        var found = foreign.Select(f => $"{f.Name} reads {Now(seen, f.Name)} and was set to {f.Value}");
        return $"someone else changed {resource.Label} since: {string.Join("; ", found)}. Nothing is set; find out "
            + $"why, set it back to {string.Join(", ", ours.Where(o => foreign.Contains(o)))}, then start the runbook again.";
    }

    /// <summary>A parameter that nobody made is one that no application reads: most likely a slip of the pen.</summary>
    private static string? Missing(Resource.Setting resource, SettingSnapshot seen, List<SettingValue> wanted)
    {
        var absent = resource.Service == SettingService.SsmParameters
            ? wanted.Where(w => seen.Find(w.Name) is null).Select(w => w.Name).ToList()
            : [];
        return absent.Count == 0
            ? null
            : $"{resource.Label} have no {string.Join(" and no ", absent)}, so no application reads it; create it, or "
                + "correct the step";
    }

    private static string Unfit(StepContext context, SettingService service) =>
        $"{context.Component.Resource.Label} of component {context.Component.Name} is "
        + (service == SettingService.SsmParameters ? "no path of parameters" : "no web ACL")
        + "; choose another component";

    private static string Now(SettingSnapshot seen, string name) => seen.Find(name) ?? SettingFacts.Unset;
}
