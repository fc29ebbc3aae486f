using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Actions.Traffic;

/// <summary>
/// Gives weighted records the weights of their restore point, in the stages of <see cref="DnsMove"/>: normal is no
/// safer than anything else, so it is checked the same way. Weights that someone else has set since are left alone.
/// </summary>
public sealed class DnsRestoreRules : IActionRules
{
    public string Name => ActionNames.DnsRestore;

    public ActionClass Class => ActionClass.Traffic;

    public bool TakesBack => true;

    public ObservationNeeds Needs => DnsMove.Needs;

    public int EffectsMax => DnsMove.EffectsMax;

    public bool Handles(StepAction action) => action is StepAction.DnsRestore;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (opened, move) = DnsMove.Open(context, undoing: false);
        if (opened is not { } now)
        {
            return move!;
        }

        if (context.Seen.Record is not { } record)
        {
            return context.Blind($"what was set on {now.Label}");
        }

        if (record.RestorePoint is not { Records: { Count: > 0 } before })
        {
            return new ActionMove.Done($"{now.Label} were never touched, so there is nothing to restore");
        }

        var restore = (StepAction.DnsRestore)context.Step.Step.Do;
        var goal = EquatableList.From(now.Records.Select(r =>
            before.FirstOrDefault(b => b.SetIdentifier == r.SetIdentifier) is { Weight: { } weight }
                ? r with { Weight = weight }
                : r));
        return Mistake(now, before, record.Records) is { } mistake && !DnsCase.SameSet(now.Records, goal)
            ? new ActionMove.Refuse(mistake)
            : DnsMove.Next(now, new DnsGoal(goal, restore.StepPercent, restore.Soak, IsExact: true));
    }

    public ActionMove Undo(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var restore = (StepAction.DnsRestore)context.Step.Step.Do;
        return DnsMove.Undo(context, restore.StepPercent, restore.Soak);
    }

    private static string? Mistake(DnsCase now, EquatableList<DnsRecord> before, EquatableList<DnsRecord> ours)
    {
        if (before.FirstOrDefault(b => now.Seen.Find(b.SetIdentifier) is null) is { } gone)
        {
            return $"record {gone.SetIdentifier} of {now.Label} is gone since; decide by hand what is normal now";
        }

        return now.Records.FirstOrDefault(r => r.Weight > 0 && before.All(b => b.SetIdentifier != r.SetIdentifier))
            is { } added
                ? $"record {added.SetIdentifier} of {now.Label} was added by someone else since; decide by hand what "
                    + "is normal now"
            : now.Writes.Count == 0 && ours.Count > 0 && !DnsCase.SameSet(ours, now.Records)
                ? $"{now.Label} read {string.Join(", ", now.Records)} and were set to {string.Join(", ", ours)}: "
                    + "someone else has set them since, so they are left alone; set them back by hand"
                : null;
    }
}
