using ServerlessReadiness.Application.Communication;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Recovery;
using ServerlessReadiness.Application.Reports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.Shedding;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Timeline;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Phases.Prewarm;

namespace ServerlessReadiness.Application.Phases;

/// <summary>
/// The minute's work on one event's way: its phase, its pre-warm, the floors it holds, what it costs, its return to
/// normal. Commits intents only; what starts is handed to Executor by Clock.
/// </summary>
/// <remarks>A quiet minute is one read of state, and one parallel look at what is held or priced.</remarks>
public sealed class EventPhases
{
    /// <summary>Scheduled, Prewarm, Live, Cooldown, Closed: no event has more steps than that to catch up.</summary>
    private const int StepsMax = 5;

    private const int ResourcesOfOneCommitMax = 90;

    private readonly IStateStore _store;
    private readonly WorldReader _reader;
    private readonly JournalWriter _journal;
    private readonly TimeProvider _time;
    private readonly ParsedDocuments _parsed = new();
    private readonly Dictionary<EventId, PlanKeys> _keys = [];
    private readonly BaselineJob _baseline;
    private readonly ArmJob _arm;
    private readonly PrewarmJob _prewarm;
    private readonly FloorJob _floors;
    private readonly PageJob _pages;
    private readonly SpendJob _spend;
    private readonly ReturnJob _return;
    private readonly LadderJob _ladders;
    private readonly DrillJob _drills;
    private readonly TaskJob _tasks;
    private readonly ContactJob _contacts;
    private readonly ReportWatch _reports;

    public EventPhases(
        IStateStore store,
        World world,
        WorldReader reader,
        JournalWriter journal,
        RunWrites runWrites,
        Pages pages,
        Ids ids,
        TimeProvider time)
    {
        (_store, _reader, _journal, _time) = (store, reader, journal, time);
        var commit = new PhaseCommit(store, journal, runWrites, pages, ids);
        var metrics = new MetricReader(world);
        _baseline = new BaselineJob(metrics, commit);
        _arm = new ArmJob(commit, ids);
        _prewarm = new PrewarmJob(commit, ids);
        _floors = new FloorJob(commit, ids);
        _pages = new PageJob(commit, reader, ids);
        _spend = new SpendJob(commit);
        _return = new ReturnJob(store, metrics, commit, ids);
        _ladders = new LadderJob(metrics, commit, ids);
        _drills = new DrillJob(commit, ids);
        _tasks = new TaskJob(store, commit, pages, runWrites);
        _contacts = new ContactJob(commit, pages, runWrites);
        _reports = new ReportWatch(store, commit);
    }

    public async Task AdvanceAsync(OpenEvent open, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(open);
        var record = await LoadAsync(open, cancellationToken);
        if (record.Head.Value is null || !await StepAsync(record, cancellationToken))
        {
            return;
        }

        var phase = record.Head.Value.Phase;
        var troubles = new List<Exception>();
        foreach (var job in JobsOf(phase).Append(_drills.DoAsync).Append(_reports.DoAsync))
        {
            try
            {
                await job(record, cancellationToken);
            }
            catch (PortException e)
            {
                // What adds capacity does not wait for what counts its cost.
                troubles.Add(e);
            }
        }

        if (phase == Phase.Cooldown || (phase == Phase.Scheduled && record.Head.Value.Cancelling is not null))
        {
            await StepAsync(await LoadAsync(open, cancellationToken), cancellationToken);
        }

        if (troubles.Count > 0)
        {
            throw new PortException(string.Join(" ", troubles.Select(t => t.Message)), troubles[0]);
        }
    }

    private IEnumerable<Func<EventRecord, CancellationToken, Task>> JobsOf(Phase phase) => phase switch
    {
        Phase.Scheduled => [_arm.DoAsync, _contacts.DoAsync, _tasks.DoAsync],
        Phase.Prewarm or Phase.Live =>
        [
            _baseline.DoAsync,
            _prewarm.DoAsync,
            _floors.DoAsync,
            _pages.DoAsync,
            _ladders.DoAsync,
            _arm.DoAsync,
            _spend.DoAsync,
            _contacts.DoAsync,
            _tasks.DoAsync,
        ],
        Phase.Cooldown => [_pages.DoAsync, _ladders.DoAsync, _arm.DoAsync, _return.DoAsync, _spend.DoAsync, _tasks.DoAsync],
        _ => [],
    };

    private async Task<EventRecord> LoadAsync(OpenEvent open, CancellationToken cancellationToken)
    {
        var keys = _keys.GetValueOrDefault(open.Id);
        if (keys is null || !keys.AreOf(open))
        {
            _keys[open.Id] = keys = new PlanKeys(open.Id, open.Plan);
        }

        var read = (await _store.ReadAsync(keys.Addresses, cancellationToken)).ToDictionary(d => d.Address);
        var record = new EventRecord(open, keys, _parsed, _store, _reader, read, _time.GetUtcNow());
        var (head, version) = record.Find(keys.Head);
        record.Head = new Versioned<EventHead>(head!, version);
        return record;
    }

    /// <summary>Goes as many phases on as are due, one after the other. False when someone else was first.</summary>
    private async Task<bool> StepAsync(EventRecord record, CancellationToken cancellationToken)
    {
        for (var i = 0; i < StepsMax; i++)
        {
            var decision = PhaseDecider.Decide(record.Head.Value, record.Plan.Schedule, FactsOf(record), record.Now);
            if (decision.Stays)
            {
                return true;
            }

            if (!await GoAsync(record, decision, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> GoAsync(EventRecord record, PhaseDecision decision, CancellationToken cancellationToken)
    {
        var (head, version) = record.Head;
        var next = head with { Phase = decision.Next, ChangedAt = record.Now };
        var late = record.Now - decision.Due!.Value;
        var reason = late >= TimeSpan.FromMinutes(1)
            ? $"{decision.Reason}, {late.TotalMinutes:0} min after it was due"
            : decision.Reason;
        var line = new JournalEntry(
            record.Open.Id,
            record.Now,
            JournalKind.Progress,
            $"phase {decision.Next}",
            reason,
            Cause: "clock");
        var writes = new List<StateWrite>
        {
            StateKeys.Head(record.Open.Id).Put(next, version),
            _journal.Line(line),
        };
        if (decision.Next is Phase.Closed or Phase.Cancelled)
        {
            // Signals are no longer decided for an event that is over.
            var key = StateKeys.Listing(record.Open.Listing);
            var (listing, listingVersion) = await _store.FindAsync(key, cancellationToken);
            writes.Add(key.Put((listing ?? record.Open.Listing) with { Open = false }, listingVersion));

            // A run that touches a resource at this very moment keeps the event open.
            writes.AddRange(record.Resources().Take(ResourcesOfOneCommitMax));
        }

        // Losing the race means that another beat, or a person, moved the head; the next beat sees what they did.
        if (await _store.CommitAsync(writes, cancellationToken) is not SaveOutcome.Saved)
        {
            return false;
        }

        record.Head = new Versioned<EventHead>(next, version + 1);
        return true;
    }

    private static PhaseFacts FactsOf(EventRecord record)
    {
        var head = record.Head.Value;
        if (head.Phase is not (Phase.Scheduled or Phase.Cooldown))
        {
            return new PhaseFacts(null, null);
        }

        var armed = record.Plan.Components
            .SelectMany(c => Arming.StillArmed(record.Facts(c).Resource, record.Now)
                .Select(a => $"{c.Resource.Label}: {a}"))
            .ToList();
        var stillArmed = armed.Count == 0 ? null : $"armed outside us: {string.Join("; ", armed)}";
        var progress = record.Find(StateKeys.Return(record.Open.Id)).Value;
        var owed = record.Plan.Components
            .Where(c => record.Facts(c) is var f
                && (ReturnRunbook.IsOwed(f.Resource) || f.IsLeasedAt(record.Now)))
            .Select(c => ReturnRunbook.Shed(record.Facts(c).Resource) is { } shed
                ? $"{c.Resource.Label}: {shed}"
                : $"{c.Resource.Label} is neither restored nor kept")
            .Concat(record.Plan.Ladders
                .Where(l => record.Find(StateKeys.Component(record.Open.Id, l.Component)).Value?.Ladder is
                    { InForce: > 0 })
                .Select(l => $"component {l.Component} still sheds"))
            .Concat(record.Plan.Contingencies
                .Where(c => record.Find(StateKeys.Drill(record.Open.Id, c.Name)).Value is { UnderWay: not null })
                .Select(c => $"a drill of contingency {c.Name} is under way"))
            .ToList();
        var open = progress is null ? "the return to normal has not begun"
            : progress.WhatIsOpen() ?? (owed.Count == 0 ? null : string.Join("; ", owed));
        return new PhaseFacts(stillArmed, head.Phase == Phase.Cooldown ? open ?? stillArmed : null);
    }
}
