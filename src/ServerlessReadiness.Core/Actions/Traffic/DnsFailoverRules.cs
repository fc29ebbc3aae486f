using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Actions.Traffic;

/// <summary>
/// Takes an endpoint out by its health check: the primary of failover records, or a region of latency records. The
/// preferred way to move a region, since no record is edited and Route 53's name servers switch by themselves.
/// </summary>
/// <remarks>
/// | what is seen | move |
/// |---|---|
/// | weighted records, no health check, one that is shared | refuse, naming what to use instead |
/// | the others fire, say nothing, have no room, or cannot be read | refuse |
/// | an alarm alone asks for it | refuse: an approval or a second signal |
/// | the check is inverted, and not by this event | refuse |
/// | the check is as in normal times | invert it |
/// | inverted, name servers and TTL have not had their time | wait |
/// | inverted, and the others fire | back if the endpoint can serve again, else fail where it is |
/// | inverted long enough | done |
/// | someone else set it back | fail |
/// </remarks>
public sealed class DnsFailoverRules : IActionRules
{
    public string Name => ActionNames.DnsFailover;

    public ActionClass Class => ActionClass.Traffic;

    public ObservationNeeds Needs => DnsSwitch.Needs;

    public bool Handles(StepAction action) => action is StepAction.DnsFailover;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (opened, move) = DnsSwitch.Open(context, undoing: false);
        if (opened is not { } now)
        {
            return move!;
        }

        var (found, mistake) = now.Find(((StepAction.DnsFailover)context.Step.Step.Do).Endpoint);
        if (found is not { } record)
        {
            return new ActionMove.Refuse(mistake!);
        }

        if (now.Seen.HealthOf(record) is not { } check)
        {
            return context.Blind($"health check {record.HealthCheckId} of {now.Label}");
        }

        if (context.Seen.Endpoints is null)
        {
            return context.Blind($"what is behind {now.Label}");
        }

        return (IsSwitched: check.Inverted, now.Writes.Count) switch
        {
            (true, 0) when !now.IsOurs(check) => new ActionMove.Refuse(
                $"health check {check.Id} of {record.SetIdentifier} is inverted already, and not by this event: set it "
                + "right, or give the record a check that is not inverted in normal times"),
            (true, _) => Await(now, record, check),
            (false, 0) => Begin(now, record, check),
            (false, 1) when context.Now < StepFacts.EndOf(now.Writes[0]) + StepFacts.ShowsWithin =>
                new ActionMove.Wait(StepFacts.LookSoon, $"waits until health check {check.Id} shows the inversion"),
            (false, 1) => new ActionMove.Fail(
                $"health check {check.Id} was inverted and is not any more: someone else set it back, so the traffic "
                + $"of {now.Label} follows {record.SetIdentifier} again"),
            _ => new ActionMove.Fail($"{context.Step.Reason}; {record.SetIdentifier} answers again"),
        };
    }

    public ActionMove Undo(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.Did<Change.InvertHealthCheck>(undoing: null))
        {
            return new ActionMove.Done("no health check was inverted");
        }

        var (opened, move) = DnsSwitch.Open(context, undoing: true);
        if (opened is not { } now)
        {
            return move!;
        }

        var record = now.Find(((StepAction.DnsFailover)context.Step.Step.Do).Endpoint).Record;
        if (record is null || now.Seen.HealthOf(record) is not { } check || context.Seen.Endpoints is null)
        {
            return context.Blind($"the health check to set right, and what is behind {now.Label},");
        }

        return !check.Inverted
            ? new ActionMove.Done($"{record.SetIdentifier} answers again by its own health")
            : now.Returning(record) switch
            {
                null => new ActionMove.Perform(
                    new Change.InvertHealthCheck(check.Id, To: false, check.Version),
                    $"takes the switch of {now.Label} back to {record.SetIdentifier}"),
                { MayPass: true } obstacle => new ActionMove.Wait(StepFacts.LookAgain, $"stays away: {obstacle.Why}"),
                var obstacle => new ActionMove.Fail(obstacle.Why),
            };
    }

    private static ActionMove Begin(DnsSwitch now, DnsRecord record, HealthCheckView check)
    {
        var context = now.Context;
        if (now.Leaving(record) is { } obstacle)
        {
            return obstacle.IsUnreadable
                ? context.Blind($"{obstacle.Why}: what is behind {now.Label}")
                : new ActionMove.Refuse($"{now.Label} stay with {record.SetIdentifier}: {obstacle.Why}");
        }

        var others = now.Others(record);
        return SecondSignal.Missing(context, [record.SetIdentifier], others) is { } missing
            ? new ActionMove.Refuse(missing)
            : new ActionMove.Perform(
                new Change.InvertHealthCheck(check.Id, To: true, check.Version),
                $"takes {record.SetIdentifier} out, so that {now.Label} are answered with {string.Join(", ", others)}: "
                    + "one change of a health check, which name servers follow by themselves; editing the records "
                    + "would need Route 53's control plane");
    }

    private static ActionMove Await(DnsSwitch now, DnsRecord record, HealthCheckView check)
    {
        var others = now.Others(record);
        var firing = now.Context.Seen.Endpoints!
            .Where(f => others.Contains(f.Endpoint))
            .SelectMany(f => f.Firing ?? [])
            .ToList();
        if (firing.Count > 0 && now.Writes.Count > 0)
        {
            var why = $"alarm {string.Join(", ", firing)} fires after the switch to {string.Join(", ", others)}";
            return now.Returning(record) is { } obstacle
                ? new ActionMove.Fail($"{why}, and there is no way back: {obstacle.Why}. Decide where the traffic goes")
                : new ActionMove.Perform(
                    new Change.InvertHealthCheck(check.Id, To: false, check.Version),
                    $"{why}, so it is taken back");
        }

        return (now.Settling(), check.Healthy) switch
        {
            ({ } settling, _) => new ActionMove.Wait(
                settling.Left < StepFacts.LookAgain ? settling.Left : StepFacts.LookAgain,
                $"health check {check.Id} is inverted; name servers and resolvers have until {settling.Until:u}"),
            (null, true) => new ActionMove.Wait(
                StepFacts.LookAgain,
                $"health check {check.Id} is inverted and still says healthy"),
            _ => new ActionMove.Done($"{record.SetIdentifier} is out: {now.Label} are answered with "
                + $"{string.Join(", ", others)}"),
        };
    }
}
