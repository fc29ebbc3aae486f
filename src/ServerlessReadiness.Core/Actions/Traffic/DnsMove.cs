using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Actions.Traffic;

/// <summary>
/// Moves weighted records to a goal in stages. Shared by the shift, by the restore and by undoing either; fails closed.
/// </summary>
/// <remarks>
/// | what is seen | move |
/// |---|---|
/// | records, endpoints or stop alarms cannot be read | wait; give up if nothing was done yet |
/// | records are not as the last batch left them | fail: someone else moves this traffic, and nothing is overwritten |
/// | a stop alarm, or an alarm of an endpoint that gets traffic, nothing done yet | refuse |
/// | the same after a stage | back to where the step began, in one batch, then fail with the reason |
/// | the way back leads to an endpoint that cannot take it | fail where it is; a person decides |
/// | the last batch is not in sync, or TTL and soak have not passed | wait |
/// | the goal is reached | done |
/// | an endpoint has no room for the next stage | refuse, or after a stage wait for room |
/// | otherwise | the next stage |
/// </remarks>
internal static class DnsMove
{
    /// <summary>Effects of a step: a hundred stages of one percent, and the way back.</summary>
    public const int EffectsMax = 128;

    public const ObservationNeeds Needs = ObservationNeeds.Records | ObservationNeeds.Endpoints
        | ObservationNeeds.Stops | ObservationNeeds.Receipt | ObservationNeeds.Record;

    /// <summary>The name's weighted records, or the move that their absence asks for.</summary>
    public static (DnsCase? Case, ActionMove? Move) Open(StepContext context, bool undoing)
    {
        if (context.Component.Resource is not Resource.DnsRecords resource)
        {
            return (null, new ActionMove.Refuse($"{context.Component.Resource.Label} has no DNS records to move"));
        }

        if (resource.Policy != DnsPolicy.Weighted)
        {
            return (null, new ActionMove.Refuse(
                $"{resource.Label} share traffic by {resource.Policy}, not by weights; use dns.failover, which takes "
                + "an endpoint out by its health check"));
        }

        if (context.AfterFailure(undoing) is { } failed)
        {
            return (null, failed);
        }

        if (context.Seen.Records is not { } records)
        {
            return (null, context.Blind(resource.Label));
        }

        var unweighted = records.Records.Where(r => r.Weight is null).ToList();
        return (records.Records.Count, unweighted.Count) switch
        {
            (0, _) => (null, new ActionMove.Refuse(
                $"there are no {resource.Label}; create them, one for each endpoint")),
            (_, > 0) => (null, new ActionMove.Refuse(
                $"record {unweighted[0].SetIdentifier} of {resource.Label} is not weighted; give all of them weights")),
            _ => (new DnsCase(context, resource, records), null),
        };
    }

    /// <summary>The next move on the way to a goal.</summary>
    public static ActionMove Next(DnsCase now, DnsGoal goal)
    {
        var context = now.Context;
        if (now.Writes.Count > 1 && DnsCase.SameSet(now.Records, now.Start) && !now.IsAt(goal))
        {
            // Stages only ever go on, so being back at the start means that it was taken back, for the step's reason.
            return new ActionMove.Fail($"{context.Step.Reason}; {now.Label} are back at {now.Words}");
        }

        if (Foreign(now) is { } foreign)
        {
            return foreign;
        }

        if (context.Seen is not { Endpoints: not null, Stops: { } stops })
        {
            return context.Blind($"which alarms stop a shift of {now.Label}, and what is behind them,");
        }

        return Stop(now, goal, stops)
            ?? now.Settle(goal.Soak)
            ?? (now.IsAt(goal)
                ? new ActionMove.Done($"{now.Label} are at {now.Words}")
                : Stage(now, goal, stops));
    }

    /// <summary>The way back when the step is undone: in stages, but in one batch from an endpoint in alarm.</summary>
    public static ActionMove Undo(StepContext context, int stepPercent, TimeSpan soak)
    {
        if (!context.Did<Change.SetRecords>(undoing: null))
        {
            return new ActionMove.Done("no record was changed");
        }

        var (opened, move) = Open(context, undoing: true);
        if (opened is not { } now)
        {
            return move!;
        }

        if (Foreign(now) is { } foreign)
        {
            return foreign;
        }

        var start = now.Start;
        if (DnsCase.SameSet(now.Records, start))
        {
            return new ActionMove.Done($"{now.Label} are at {now.Words} again");
        }

        if (context.Seen.Endpoints is not { } endpoints)
        {
            return context.Blind($"what is behind {now.Label}");
        }

        var flees = now.Movement(start).Left.Any(name => Fires(endpoints, name));
        var wait = context.Did<Change.SetRecords>(undoing: true) && !flees ? now.Settle(soak) : null;
        if (wait is not null)
        {
            return wait;
        }

        var to = flees ? start : StageTo(now, start, stepPercent);
        return now.Obstacle(to) is { } obstacle
            ? Blocked(now, obstacle)
            : new ActionMove.Perform(now.ChangeTo(to), $"takes the shift of {now.Label} back: {Change(now, to)}");
    }

    private static ActionMove? Foreign(DnsCase now) => now.Foreign is not { } foreign
        ? null
        : now.MayBeOld
            ? new ActionMove.Wait(StepFacts.LookSoon, $"waits until Route 53 shows the last change: {foreign}")
            : new ActionMove.Fail(
                $"{foreign}: someone else moves this traffic. Nothing more is changed and nothing is taken back; agree "
                + "on who does it, then start the runbook again");

    private static ActionMove? Stop(DnsCase now, DnsGoal goal, EquatableList<AlarmReading> stops)
    {
        var context = now.Context;
        var (wanted, before) = (DnsShares.Of(goal.Records), DnsShares.Of(now.Start));
        var reached = now.Records.Select(r => r.SetIdentifier)
            .Where(name => DnsShares.In(wanted, name) > DnsShares.In(before, name));
        var impaired = reached
            .SelectMany(name => context.Seen.Endpoints!.Where(f => f.Endpoint == name))
            .SelectMany(f => (f.Firing ?? []).Select(a => $"{a} of {f.Endpoint}"));
        var firing = stops.Where(s => s.Firing).Select(s => s.Name).Concat(impaired).Distinct().ToList();
        if (firing.Count == 0)
        {
            return null;
        }

        var why = $"alarm {string.Join(", ", firing)} fires";
        return now.Writes.Count == 0
            ? new ActionMove.Refuse($"{why}, so no traffic of {now.Label} is moved")
            : Back(now, why);
    }

    private static ActionMove Back(DnsCase now, string why)
    {
        var start = now.Start;
        return now.Obstacle(start) switch
        {
            null when now.Records.Any(r => start.All(s => s != r)) => new ActionMove.Perform(
                now.ChangeTo(start),
                $"{why}, so the shift of {now.Label} is taken back: {Change(now, start)}"),
            null => new ActionMove.Fail($"{why}; {now.Label} are at {now.Words}, where the step began"),
            { IsUnreadable: true } blind => new ActionMove.Wait(
                StepFacts.LookSoon,
                $"{why}, and the shift is to be taken back, but {blind.Why}; looks again"),
            var obstacle => new ActionMove.Fail(
                $"{why}, but the shift cannot be taken back: {obstacle.Why}. {now.Label} stay at {now.Words}: decide "
                + "where the traffic goes"),
        };
    }

    private static ActionMove Stage(DnsCase now, DnsGoal goal, EquatableList<AlarmReading> stops)
    {
        var context = now.Context;
        if (stops is [{ } silent, ..])
        {
            var why = $"alarm {silent.Name}, which is to stop the shift, says nothing or is not there, and traffic is "
                + "not moved without it";
            return now.Writes.Count == 0
                ? new ActionMove.Refuse(why)
                : Blocked(now, Obstacle.Passing(why));
        }

        var to = StageTo(now, goal.Records, goal.StepPercent);
        if (now.Obstacle(to) is { } obstacle)
        {
            return now.Writes.Count > 0 ? Blocked(now, obstacle)
                : obstacle.IsUnreadable ? context.Blind($"{obstacle.Why}: what is behind {now.Label}")
                : new ActionMove.Refuse($"no traffic of {now.Label} is moved: {obstacle.Why}");
        }

        var (reached, left) = now.Movement(to);
        return now.Writes.Count == 0 && SecondSignal.Missing(context, left, reached) is { } missing
            ? new ActionMove.Refuse(missing)
            : new ActionMove.Perform(now.ChangeTo(to), $"moves {now.Label}: {Change(now, to)}{Rounding(now)}");
    }

    private static ActionMove Blocked(DnsCase now, Obstacle obstacle) => obstacle.MayPass
        ? new ActionMove.Wait(StepFacts.LookAgain, $"{now.Label} stay at {now.Words} for now: {obstacle.Why}")
        : new ActionMove.Fail($"{now.Label} stay at {now.Words}: {obstacle.Why}");

    // The last stage writes the goal's own weights; those before it whole percents.
    private static EquatableList<DnsRecord> StageTo(DnsCase now, EquatableList<DnsRecord> goal, int stepPercent)
    {
        var wanted = DnsShares.Of(goal);
        var stage = DnsShares.Stage(now.Shares, wanted, stepPercent);
        return stage.All(s => DnsShares.In(wanted, s.SetIdentifier) == s.Percent)
            ? goal
            : DnsShares.Weigh(now.Records, stage);
    }

    private static bool Fires(EquatableList<EndpointFacts> endpoints, string name) =>
        endpoints.Any(f => f.Endpoint == name && f.Firing is { Count: > 0 });

    private static string Change(DnsCase now, EquatableList<DnsRecord> to) =>
        $"from {now.Words} to {string.Join(", ", DnsShares.Of(to))}, by a record edit through Route 53's control plane";

    private static string Rounding(DnsCase now)
    {
        var exact = DnsShares.Same(now.Records, DnsShares.Weigh(now.Records, now.Shares));
        return exact ? "" : $"; the weights {string.Join(", ", now.Records)} were rounded to whole percents";
    }
}
