using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Actions.Traffic;

/// <summary>
/// Moves weighted records to new shares, in the stages of <see cref="DnsMove"/>. What the shares leave unsaid is not
/// guessed: they are whole percents that are 100 together, of endpoints that exist.
/// </summary>
public sealed class DnsShiftRules : IActionRules
{
    public string Name => ActionNames.DnsShift;

    public ActionClass Class => ActionClass.Traffic;

    public ObservationNeeds Needs => DnsMove.Needs;

    public int EffectsMax => DnsMove.EffectsMax;

    public bool Handles(StepAction action) => action is StepAction.DnsShift;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (opened, move) = DnsMove.Open(context, undoing: false);
        if (opened is not { } now)
        {
            return move!;
        }

        var shift = (StepAction.DnsShift)context.Step.Step.Do;
        return Mistake(now, shift.Shares) is { } mistake
            ? new ActionMove.Refuse(mistake)
            : DnsMove.Next(
                now,
                new DnsGoal(DnsShares.Weigh(now.Records, shift.Shares), shift.StepPercent, shift.Soak, IsExact: false));
    }

    public ActionMove Undo(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var shift = (StepAction.DnsShift)context.Step.Step.Do;
        return DnsMove.Undo(context, shift.StepPercent, shift.Soak);
    }

    private static string? Mistake(DnsCase now, EquatableList<EndpointShare> shares)
    {
        var endpoints = now.Context.Component.Endpoints;
        var sum = shares.Sum(s => s.Percent);
        if (sum != DnsShares.Whole || shares.Any(s => s.Percent is < 0 or > DnsShares.Whole))
        {
            // All weights zero would be equal traffic to all, the opposite of what whoever writes it means.
            return $"the shares {string.Join(", ", shares)} are {sum} % together; name shares that are 100 % together";
        }

        return shares.FirstOrDefault(s => now.Seen.Find(s.SetIdentifier) is null) is { } missing
            ? $"there is no record {missing.SetIdentifier} among the {now.Label}; create it or correct the share"
            : now.Records.FirstOrDefault(r => r.Weight > 0 && endpoints.All(e => e.SetIdentifier != r.SetIdentifier))
                is { } unknown
                    ? $"record {unknown.SetIdentifier} of {now.Label} has traffic and is no endpoint of component "
                        + $"{now.Context.Component.Name}; add it to the plan, so that it is known what is behind it"
                    : null;
    }
}
