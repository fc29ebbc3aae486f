using Microsoft.Extensions.Logging;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Lifecycle;

/// <summary>
/// Answers what EC2 and AWS Health announce. An instance that is about to be taken away is replaced early by the
/// ordinary rules; one that is gone unasked, and trouble of a service, become issues.
/// </summary>
public sealed partial class InstanceAnswers
{
    private static readonly TimeSpan SpotLasts = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan LostLasts = TimeSpan.FromHours(12);
    private static readonly TimeSpan HealthLasts = TimeSpan.FromDays(3);

    private readonly OpenEvents _events;
    private readonly World _world;
    private readonly RunStarter _starter;
    private readonly IRunDispatcher _dispatcher;
    private readonly JournalWriter _journal;
    private readonly NoticeBook _book;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public InstanceAnswers(
        IStateStore store,
        OpenEvents events,
        World world,
        RunStarter starter,
        IRunDispatcher dispatcher,
        JournalWriter journal,
        TimeProvider time,
        ILogger<InstanceAnswers> logger)
    {
        (_events, _world, _starter, _dispatcher, _journal, _time, _logger) =
            (events, world, starter, dispatcher, journal, time, logger);
        _book = new NoticeBook(store);
    }

    public async Task<LifecycleOutcome> HandleAsync(
        InstanceNotice notice,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notice);
        var open = await _events.ListAsync(cancellationToken);
        if (await PlaceAsync(open, notice, cancellationToken) is not { } place)
        {
            // Every instance of the account sends these; one that is no event's leaves no line.
            var reason = $"{notice.Instance} belongs to no component of an open event";
            LogAside(_logger, notice.Kind, reason);
            return new LifecycleOutcome(JournalWriter.Unassigned, HookVerdict.NotOurs, reason, null);
        }

        var (verdict, words, run) = notice.Kind == InstanceNoticeKind.StateChange
            ? await OfStateAsync(place, notice, cancellationToken)
            : await OfSpotAsync(place, notice, cancellationToken);
        await JournalAsync(place.Open, place.Component.Name, verdict, words, notice.Id, cancellationToken);
        return new LifecycleOutcome(place.Open.Id, verdict, words, run);
    }

    private async Task<(HookVerdict Verdict, string Words, Run? Run)> OfSpotAsync(
        InstancePlace place,
        InstanceNotice notice,
        CancellationToken cancellationToken)
    {
        var what = notice.Kind == InstanceNoticeKind.SpotInterruption
            ? $"Spot interruption of {notice.Instance}: EC2 will {notice.Word ?? "terminate"} it within two minutes"
            : $"rebalance recommendation for {notice.Instance}: EC2 may take it away soon";
        if (place.Member is { IsServing: false } aside)
        {
            return (HookVerdict.Recorded, $"{what}; it is {aside.LifecycleState} and serves nobody", null);
        }

        var (run, reason) = await ReplaceAsync(place, notice.Instance, what, cancellationToken);
        if (run is not null)
        {
            return (HookVerdict.Starts, $"{what}; it is replaced early by run {run.Id}", run);
        }

        var summary = $"{what}; it is not replaced early: {reason}";
        await NoteAsync(
            place,
            summary,
            "See that its group launches a substitute, and that the others carry the load",
            SpotLasts,
            cancellationToken);
        return (HookVerdict.Issue, summary, null);
    }

    /// <summary>By the rules and budgets of any replacement; Executor performs it.</summary>
    private async Task<(Run? Run, string Reason)> ReplaceAsync(
        InstancePlace place,
        InstanceId instance,
        string what,
        CancellationToken cancellationToken)
    {
        if (place.Component.Resource is not Resource.AutoScalingGroup)
        {
            return (null, "no group owns it, so nothing can be launched in its place");
        }

        // A plan's own runbook of the name takes the instance without asking for it.
        var runbook = BuiltInRunbooks.Resolve(place.Open.Plan, BuiltInRunbooks.ReplaceInstanceName, place.Component);
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        if (runbook?.Parameters.Any(p => p.Name == RunbookParameter.InstanceName) == true)
        {
            parameters.Add(RunbookParameter.InstanceName, instance.Value);
        }

        var started = await _starter.StartAsync(
            place.Open,
            new RunStart(
                BuiltInRunbooks.ReplaceInstanceName,
                place.Component.Name,
                new RunTrigger.ByNotice(what),
                what,
                parameters,
                instance),
            cancellationToken);
        if (started.Run is { } run)
        {
            await _dispatcher.DispatchAsync(run.Event, run.Id, cancellationToken);
        }

        return (started.Run, started.Reason);
    }

    private async Task<(HookVerdict Verdict, string Words, Run? Run)> OfStateAsync(
        InstancePlace place,
        InstanceNotice notice,
        CancellationToken cancellationToken)
    {
        var what = $"{notice.Instance} is {notice.Word}";
        switch (notice.Word)
        {
            case "running":
                await _book.OverAsync(
                    place.Open.Id,
                    place.Component.Name,
                    [IssueKind.InstanceLost],
                    notice.At,
                    cancellationToken);
                return (HookVerdict.Recorded, what, null);
            case "stopping" or "stopped" or "shutting-down" or "terminated":
                // A group replaces what it loses by itself, and in Standby we stop instances ourselves.
                if (place.Component.Resource is Resource.AutoScalingGroup group)
                {
                    return (
                        HookVerdict.Recorded,
                        $"{what}; {group.Label} has it as {place.Member?.LifecycleState ?? "gone"} and replaces what it "
                        + "loses by itself",
                        null);
                }

                var summary = $"{what}, and no group replaces it";
                await NoteAsync(
                    place,
                    summary,
                    "Start it again, or take it out of the plan if that was meant",
                    LostLasts,
                    cancellationToken);
                return (HookVerdict.Issue, summary, null);
            default:
                return (HookVerdict.Recorded, what, null);
        }
    }

    private Task NoteAsync(
        InstancePlace place,
        string summary,
        string planOfAction,
        TimeSpan lasts,
        CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        return _book.NoteAsync(
            new NoticeMemory(
                place.Open.Id,
                place.Component.Name,
                IssueKind.InstanceLost,
                summary,
                planOfAction,
                now,
                now + lasts,
                Pages: true,
                Told: false),
            cancellationToken);
    }

    /// <summary>The component that an instance belongs to, by the plan or by its group as it is now.</summary>
    private async Task<InstancePlace?> PlaceAsync(
        IReadOnlyList<OpenEvent> open,
        InstanceNotice notice,
        CancellationToken cancellationToken)
    {
        var here = open
            .SelectMany(o => o.Plan.Components.Select(c => (Open: o, Component: c)))
            .Where(p => p.Component.Resource.Account == notice.Account
                && p.Component.Resource.Region == notice.Region)
            .ToList();
        var named = here.Find(p => p.Component.Resource is Resource.StandaloneInstances s
            && s.Ids.Contains(notice.Instance));
        if (named.Component is not null)
        {
            return new InstancePlace(named.Open, named.Component, null);
        }

        var groups = here.Where(p => p.Component.Resource is Resource.AutoScalingGroup).ToList();
        var read = await Task.WhenAll(groups.Select(p => _world.Fleets.ReadAsync(
            (Resource.AutoScalingGroup)p.Component.Resource,
            GroupDetails.None,
            cancellationToken)));
        return groups.Zip(read)
            .Select(p => p.Second.Find(notice.Instance) is { } member
                ? new InstancePlace(p.First.Open, p.First.Component, member)
                : null)
            .FirstOrDefault(p => p is not null);
    }

    private Task JournalAsync(
        OpenEvent open,
        ComponentName? component,
        HookVerdict verdict,
        string words,
        string? cause,
        CancellationToken cancellationToken) => _journal.RecordAsync(
        new JournalEntry(
            open.Id,
            _time.GetUtcNow(),
            JournalKind.Decision,
            $"notice {verdict}",
            words,
            component,
            Cause: cause),
        cancellationToken);

    [LoggerMessage(4002, LogLevel.Information, "{Kind} is left aside: {Reason}")]
    private static partial void LogAside(ILogger logger, InstanceNoticeKind kind, string reason);

    private sealed record InstancePlace(OpenEvent Open, Component Component, GroupMember? Member);
}
