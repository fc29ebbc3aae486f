using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Actions.Traffic;

/// <summary>
/// Sets right every health check of a name that the event has inverted, once the endpoint behind it can serve again.
/// </summary>
public sealed class DnsFailbackRules : IActionRules
{
    public string Name => ActionNames.DnsFailback;

    public ActionClass Class => ActionClass.Traffic;

    public bool TakesBack => true;

    public ObservationNeeds Needs => DnsSwitch.Needs;

    public bool Handles(StepAction action) => action is StepAction.DnsFailback;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (opened, move) = DnsSwitch.Open(context, undoing: false);
        if (opened is not { } now)
        {
            return move!;
        }

        if (context.Seen is not { Record: { } known, Endpoints: not null })
        {
            return context.Blind($"what was switched on {now.Label}, and what is behind them,");
        }

        var before = known.RestorePoint?.HealthChecks ?? [];
        var switched = now.Seen.HealthChecks
            .Where(h => h.Inverted && before.Any(b => b.Id == h.Id && !b.Inverted))
            .ToList();
        return switched.Count > 0
            ? Back(now, switched[0])
            : now.Settling() is { } settling
                ? new ActionMove.Wait(
                    settling.Left < StepFacts.LookAgain ? settling.Left : StepFacts.LookAgain,
                    $"{now.Label} follow their health checks again; resolvers have until {settling.Until:u}")
                : new ActionMove.Done(now.Writes.Count == 0
                    ? $"no health check of {now.Label} is switched, so there is nothing to take back"
                    : $"{now.Label} follow their health checks as before the event");
    }

    public ActionMove Undo(StepContext context) =>
        new ActionMove.Done("what was set right stays; dns.failover takes the endpoint out again where it is needed");

    private static ActionMove Back(DnsSwitch now, HealthCheckView check)
    {
        var context = now.Context;
        if (now.Seen.Records.FirstOrDefault(r => r.HealthCheckId == check.Id) is not { } record)
        {
            return new ActionMove.Refuse(
                $"health check {check.Id} belongs to none of the {now.Label} any more; set it right by hand");
        }

        if (now.Writes is [.., { } last] && last.Change is Change.InvertHealthCheck change
            && change.HealthCheckId == check.Id)
        {
            return context.Now < StepFacts.EndOf(last) + StepFacts.ShowsWithin
                ? new ActionMove.Wait(StepFacts.LookSoon, $"waits until health check {check.Id} shows the change")
                : new ActionMove.Fail(
                    $"health check {check.Id} was set right and is inverted again: find who does that");
        }

        if (now.Returning(record) is { } obstacle)
        {
            return now.Writes.Count > 0 && obstacle.MayPass
                ? new ActionMove.Wait(StepFacts.LookAgain, $"{record.SetIdentifier} stays out for now: {obstacle.Why}")
                : obstacle.IsUnreadable
                    ? context.Blind($"{obstacle.Why}: what is behind {now.Label}")
                    : new ActionMove.Refuse($"{record.SetIdentifier} stays out: {obstacle.Why}");
        }

        return SecondSignal.Missing(context, now.Others(record), [record.SetIdentifier]) is { } missing
            ? new ActionMove.Refuse(missing)
            : new ActionMove.Perform(
                new Change.InvertHealthCheck(check.Id, To: false, check.Version),
                $"{record.SetIdentifier} can serve again, so {now.Label} follow its health check as before the event");
    }
}
