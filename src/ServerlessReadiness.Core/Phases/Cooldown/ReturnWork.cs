using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Phases.Watches;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Phases.Cooldown;

/// <summary>One decision on the return to normal, with what it gathers on its way.</summary>
internal sealed class ReturnWork(ReturnSituation situation, Func<RunId> nextId, DateTimeOffset now)
{
    private readonly List<RunWish> _runs = [];
    private readonly List<ComponentName> _untouched = [];
    private readonly List<IssueWish> _issues = [];
    private readonly List<Said> _says = [];

    /// <summary>Takes up what became of runs, and which components the event has changed meanwhile.</summary>
    public ReturnProgress Follow(ReturnProgress progress)
    {
        // A new plan version may have brought components, or dropped some.
        var added = situation.Plan.Components.Where(c => progress.Find(c.Name) is null)
            .Select(c => new RestoreRecord(c.Name, 0, RestoreState.Untouched, null, null, null, "new to the plan"));
        return progress with { Restores = EquatableList.From(progress.Restores.Concat(added).Select(Follow)) };
    }

    /// <summary>Starts what the present level still has to start.</summary>
    public ReturnProgress ScaleDown(ReturnProgress progress)
    {
        var level = progress.Restores.Where(r => !r.IsOver).Min(r => r.Level);
        var records = progress.Restores.Select(r => r.Level == level && r.State == RestoreState.Pending ? Start(r) : r);
        var next = progress with { Restores = EquatableList.From(records) };
        var here = next.Restores.Where(r => r.Level == level && !r.IsOver).ToList();
        return here switch
        {
            [] => next,
            _ when here.Exists(r => r.State == RestoreState.Running) => next with
            {
                Verdict = ReturnVerdict.ScalesDown,
                Reason = $"goes back: {Names(here.Where(r => r.State == RestoreState.Running))}",
            },
            _ when here.Find(r => r.State == RestoreState.Failed) is { } failed => next with
            {
                Verdict = ReturnVerdict.NeedsPerson,
                Reason = $"component {failed.Component} needs a person: {failed.Reason}",
            },
            _ => next with { Verdict = ReturnVerdict.Withheld, Reason = here[0].Reason },
        };
    }

    /// <summary>Compares production with what it was.</summary>
    public ReturnProgress Verify(ReturnProgress progress)
    {
        var different = progress.Restores.Select(r => (Record: r, Why: Difference(r))).Where(d => d.Why is not null)
            .Select(d => (d.Record, Why: d.Why!)).ToList();
        if (different.Count > 0)
        {
            _issues.AddRange(progress.Verdict == ReturnVerdict.NotNormal
                ? []
                : different.Select(d => ReturnDecider.NotNormal(d.Record.Component, d.Why, pages: true)));
            return progress with
            {
                Verdict = ReturnVerdict.NotNormal,
                Reason = string.Join("; ", different.Select(d => d.Why)),
            };
        }

        // An event that was cancelled never got its traffic; its metrics say nothing of the restore.
        var trouble = situation.Head.Cancelling is not null ? null
            : situation.Metrics is not { InRange: true } metrics ? situation.Metrics?.Reason ?? "metrics were not read"
            : situation.Firing.Count > 0 ? $"alarms fire: {string.Join(", ", situation.Firing)}"
            : null;
        if (trouble is null)
        {
            _issues.Add(new IssueWish.Close(null, IssueKind.NotNormal, "production is as before the event"));
            _issues.Add(new IssueWish.Close(null, IssueKind.CooldownOverdue, "production is as before the event"));
            _issues.AddRange(progress.Restores.Select(r =>
                new IssueWish.Close(r.Component, IssueKind.NotNormal, "production is as before the event")));
            return ReturnDecider.To(
                progress,
                ReturnState.Done,
                ReturnVerdict.Done,
                $"production is as before the event: {Names(progress.Restores)}",
                now);
        }

        var late = now - progress.Since >= ReturnDecider.VerifyWithin;
        if (late && progress.Verdict != ReturnVerdict.NotNormal)
        {
            _issues.Add(ReturnDecider.NotNormal(null, trouble, pages: true));
        }

        return progress with { Verdict = late ? ReturnVerdict.NotNormal : progress.Verdict, Reason = trouble };
    }

    /// <summary>Calls a person once a day while it takes longer than the plan allows.</summary>
    public ReturnProgress Overdue(ReturnProgress progress)
    {
        var latest = situation.Plan.Guardrails.LatestCooldown;
        if (now < latest || progress.IsOver || now - progress.OverduePagedAt < ReturnDecider.PageEvery)
        {
            return progress;
        }

        _issues.Add(new IssueWish.Open(
            null,
            IssueKind.CooldownOverdue,
            $"the latest cooldown of {latest:u} is past and something is open: {progress.WhatIsOpen()}; it costs "
                + $"{SpendMeter.Money(situation.BurnPerHour, situation.Plan)} an hour",
            "restore or keep what is left; see readiness status --event " + situation.Plan.Event,
            PagesAgainAfter: ReturnDecider.PageEvery));
        return progress with { OverduePagedAt = now };
    }

    public ReturnDecision End(ReturnProgress progress)
    {
        var before = situation.Progress;
        if (progress.Verdict != before.Verdict || progress.Technical != before.Technical)
        {
            _says.Insert(0, ReturnDecider.Line(progress));
        }

        return new ReturnDecision(
            progress,
            EquatableList.From(_runs),
            EquatableList.From(_untouched),
            EquatableList.From(_issues),
            EquatableList.From(_says));
    }

    private RestoreRecord Follow(RestoreRecord record)
    {
        var facts = situation.Components.GetValueOrDefault(record.Component);
        var run = record.Run is { } id ? situation.Runs.GetValueOrDefault(id) : null;
        var owed = ReturnRunbook.IsOwed(facts?.Resource) || MayHaveShifted(record, facts);
        return (record.State, owed, run) switch
        {
            (RestoreState.Running, _, { IsOver: false }) => record,
            (RestoreState.Running, _, { State: RunState.Done }) => Say(record with
            {
                State = RestoreState.Restored,
                Reason = run.Reason,
            }),
            (RestoreState.Running, _, _) => Fail(record, run),
            (RestoreState.Untouched or RestoreState.Restored or RestoreState.Kept, true, _) => Touched(record, facts!),

            // A person took it back by another way, such as its shed ladder's.
            (RestoreState.Failed, false, _) when facts is not null && ReturnRunbook.IsTraffic(facts.Component.Resource) =>
                Say(record with { State = RestoreState.Restored, Reason = "it went back meanwhile" }),
            _ => record,
        };
    }

    /// <summary>A component that has something to go back to.</summary>
    private RestoreRecord Touched(RestoreRecord record, ComponentFacts facts)
    {
        var resource = facts.Resource!;
        var hasBounds = facts.Component.Resource is Resource.AutoScalingGroup or Resource.ScalableTarget;
        if (hasBounds && resource.InForce is null && ReturnRunbook.Shed(resource) is null && !facts.IsLeasedAt(now))
        {
            _untouched.Add(record.Component);
            return record;
        }

        return record with
        {
            State = RestoreState.Pending,
            Run = null,
            Target = hasBounds ? resource.RestorePoint!.Bounds : null,
            KeptBy = null,
            Reason = ReturnRunbook.Shed(resource) is { } shed ? $"{shed}, and goes"
                : hasBounds ? $"goes back to the bounds {resource.RestorePoint!.Bounds}"
                : facts.Component.Resource is Resource.Setting ? "goes back to its old settings"
                : $"{facts.Component.Resource.Label} goes back to what it was",
        };
    }

    /// <summary>
    /// A listener that a run was at work on is gone over once: a zonal shift leaves nothing behind that tells of it.
    /// </summary>
    private static bool MayHaveShifted(RestoreRecord record, ComponentFacts? facts) =>
        record.State == RestoreState.Untouched
        && facts is { Component.Resource: Resource.Listener, Resource.LastFence: > 0 };

    private RestoreRecord Fail(RestoreRecord record, Run? run)
    {
        var reason = run is null ? "its run is not found" : $"run {run.Id} {run.State}: {run.Reason}";
        var next = record with { State = RestoreState.Failed, Reason = reason };

        // The executor has called a person for the failed run already.
        _issues.Add(ReturnDecider.NotNormal(
            record.Component,
            $"component {record.Component} is not back to normal: {reason}",
            pages: run is null));
        return Say(next);
    }

    private RestoreRecord Start(RestoreRecord record)
    {
        if (situation.Components.GetValueOrDefault(record.Component) is not { } facts)
        {
            return record with { State = RestoreState.Failed, Reason = "the plan in force does not have it any more" };
        }

        var frozen = situation.Plan.Freezes.FirstOrDefault(f => f.IsInForce(record.Component, now));
        return (situation.Head.Mode, facts.Hold, frozen) switch
        {
            (not AutomationMode.Act, _, _) => Withheld(record, ReturnDecider.Because(situation)),
            (_, { } hold, _) => Withheld(record, $"component {record.Component} is on hold: {hold.Reason}"),
            (_, _, { } freeze) => Withheld(
                record,
                $"freeze {freeze.Name} lets nothing change on component {record.Component} until {freeze.Until:u}"),
            _ when facts.IsLeasedAt(now) => Withheld(record, $"a run is at work on component {record.Component}"),
            _ when _runs.Count >= ReturnDecider.StartsMax => record,
            _ => Run(record, facts.Component),
        };
    }

    private RestoreRecord Run(RestoreRecord record, Component component)
    {
        var run = new RunWish(
            nextId(),
            component.Name,
            ReturnRunbook.Of(
                component,
                situation.Components.GetValueOrDefault(component.Name)?.Resource,
                situation.Plan.ReturnToNormal,
                forced: null),
            new RunTrigger.ByPlan($"return to normal, level {record.Level}"),
            record.Reason);
        _runs.Add(run);
        return Say(record with { State = RestoreState.Running, Run = run.Id });
    }

    private RestoreRecord Say(RestoreRecord next)
    {
        _says.Add(new Said(JournalKind.Decision, $"restore {next.State}", next.Reason, next.Component));
        return next;
    }

    private static RestoreRecord Withheld(RestoreRecord record, string reason) => record with { Reason = reason };

    /// <summary>How a component that went back differs from before; null when it does not.</summary>
    private string? Difference(RestoreRecord record)
    {
        if (record is not { State: RestoreState.Restored, Target: { } target })
        {
            return null;
        }

        var facts = situation.Components.GetValueOrDefault(record.Component);
        return facts?.Bounds switch
        {
            null => $"component {record.Component} cannot be read: {facts?.Seen?.Unreadable ?? "it is in no plan"}",
            { } seen when seen != target =>
                $"component {record.Component} has the bounds {seen} and had {target} before the event",
            _ => null,
        };
    }

    private static string Names(IEnumerable<RestoreRecord> records) =>
        string.Join(", ", records.Select(r => $"{r.Component} {r.State}"));
}
