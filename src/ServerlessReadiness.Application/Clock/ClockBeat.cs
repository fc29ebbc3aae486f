using Microsoft.Extensions.Logging;
using ServerlessReadiness.Application.Alarms;
using ServerlessReadiness.Application.Communication;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Lifecycle;
using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.Snapshots;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Clock;

/// <summary>
/// The minute's work: move phases, make up missed alarms, look again at those still firing, hand due runs over. One
/// job's failure does not stop the next. Overlapping beats are safe, since whatever is due is claimed.
/// </summary>
public sealed partial class ClockBeat(
    IStateStore store,
    OpenEvents events,
    EventPhases phases,
    QuotaWatch quotas,
    AlarmSweep sweep,
    AlarmResponses responses,
    IRunDispatcher dispatcher,
    LifecycleWatch lifecycle,
    PeopleWatch people,
    SnapshotKeeper? snapshots,
    JournalWriter journal,
    RunWrites runWrites,
    Pages pages,
    TimeProvider time,
    ILogger<ClockBeat> logger)
{
    /// <summary>Due documents of one beat; the rest is due in the next.</summary>
    private const int DueMax = 200;

    /// <param name="stopBy">When the beat must be over; what is due and not reached is due in the next beat.</param>
    /// <param name="cancellationToken">Ends the work between two calls.</param>
    /// <returns>
    /// How many jobs failed; the caller makes the beat fail with them, so that the alarm on it sees it.
    /// </returns>
    public async Task<ClockReport> BeatAsync(DateTimeOffset stopBy, CancellationToken cancellationToken)
    {
        var report = new ClockReport(0, 0, 0, 0);
        var open = await events.ListAsync(cancellationToken, fresh: true);
        foreach (var broken in events.Unreadable)
        {
            report = await GuardAsync(report, broken.What, () => TellOfAsync(report, broken, cancellationToken));
        }

        foreach (var one in open)
        {
            report = await GuardAsync(report, $"phase of {one.Id}", async () =>
            {
                await phases.AdvanceAsync(one, cancellationToken);
                return report;
            });
            report = await GuardAsync(report, $"quotas of {one.Id}", async () =>
            {
                await quotas.ReadAsync(one, cancellationToken);
                return report;
            });
            report = await GuardAsync(report, $"alarms of {one.Id}", async () =>
            {
                var made = await sweep.SweepAsync(one, cancellationToken);
                return report with { AlarmsMadeUp = report.AlarmsMadeUp + made.Count };
            });
            report = await GuardAsync(report, $"hooks of {one.Id}", async () =>
            {
                var adopted = await lifecycle.LookAsync(one, cancellationToken);
                return report with { HooksMadeUp = report.HooksMadeUp + adopted };
            });
        }

        foreach (var document in await store.DueAsync(time.GetUtcNow(), DueMax, cancellationToken))
        {
            if (time.GetUtcNow() >= stopBy)
            {
                break;
            }

            report = await GuardAsync(
                report,
                document.Address.ToString(),
                () => TakeUpAsync(report, open, document, cancellationToken));
        }

        return snapshots is null ? report : await ShowAsync(report, snapshots, open, stopBy, cancellationToken);
    }

    /// <summary>Last of all: the page shows what this beat decided.</summary>
    private async Task<ClockReport> ShowAsync(
        ClockReport report,
        SnapshotKeeper keeper,
        IReadOnlyList<OpenEvent> open,
        DateTimeOffset stopBy,
        CancellationToken cancellationToken)
    {
        foreach (var one in open.TakeWhile(_ => time.GetUtcNow() < stopBy))
        {
            report = await GuardAsync(report, $"page of {one.Id}", async () =>
            {
                await keeper.KeepAsync(one.Id, cancellationToken);
                return report;
            });
        }

        return report;
    }

    private async Task<ClockReport> TakeUpAsync(
        ClockReport report,
        IReadOnlyList<OpenEvent> open,
        StateDocument document,
        CancellationToken cancellationToken)
    {
        try
        {
            if (document.Address.Sk.StartsWith(StateKeys.RunPrefix, StringComparison.Ordinal))
            {
                var run = StateView.Parse(document, new StateKey<Run>(document.Address, StateJson.Default.Run));
                await dispatcher.DispatchAsync(run.Event, run.Id, cancellationToken);
                return report with { RunsDispatched = report.RunsDispatched + 1 };
            }

            if (document.Address.Sk.StartsWith(StateKeys.CommandPrefix, StringComparison.Ordinal))
            {
                var late = StateView.Parse(
                    document,
                    new StateKey<CommandRecord>(document.Address, StateJson.Default.CommandRecord));
                await dispatcher.DispatchAsync(late.Request.Event, late.Request.Id, cancellationToken);
                return report;
            }

            if (PeopleWatch.Handles(document.Address))
            {
                await people.TakeUpAsync(document, open, cancellationToken);
                return report;
            }

            var key = new StateKey<AlarmMemory>(document.Address, StateJson.Default.AlarmMemory);
            return await LookAgainAsync(report, open, document, StateView.Parse(document, key), cancellationToken);
        }
        catch (PortException e) when (e.Failure == PortFailure.Refused)
        {
            await SetAsideAsync(document, e.Message, cancellationToken);
            return report with { Failures = report.Failures + 1 };
        }
    }

    private async Task<ClockReport> LookAgainAsync(
        ClockReport report,
        IReadOnlyList<OpenEvent> open,
        StateDocument document,
        AlarmMemory memory,
        CancellationToken cancellationToken)
    {
        var one = open.FirstOrDefault(o => StateKeys.EventPk(o.Id) == document.Address.Pk);
        if (one is null || memory.State != AlarmStateValue.Alarm)
        {
            // The event is over, or the trouble is: nothing is due any more. A lost race means someone else saw to it.
            await store.CommitAsync(
                [new StateWrite.Put(document.Address, document.Json, document.Version)],
                cancellationToken);
            return report;
        }

        await responses.LookAgainAsync(one, memory, cancellationToken);
        return report with { AlarmsLookedAt = report.AlarmsLookedAt + 1 };
    }

    /// <summary>
    /// An event that cannot be read keeps no other from its minute. A person is called, once a day; until the event is
    /// whole again every beat counts as failed.
    /// </summary>
    private async Task<ClockReport> TellOfAsync(
        ClockReport report,
        UnreadableEvent broken,
        CancellationToken cancellationToken)
    {
        LogSetAside(logger, broken.Address, broken.Reason);
        var now = time.GetUtcNow();
        var day = now.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var name = StateKeys.Inbox(JournalWriter.Unassigned, $"{broken.Address}@{day}");
        await store.CommitAsync(
            [
                new StateWrite.Claim(name, now + TimeSpan.FromDays(2)),
                .. Report(broken.Address, "event skipped", broken.Reason, now),
            ],
            cancellationToken);
        return report with { Failures = report.Failures + 1 };
    }

    /// <summary>A document that cannot be read is due no more; it is journalled and a person is called.</summary>
    private async Task SetAsideAsync(StateDocument document, string reason, CancellationToken cancellationToken)
    {
        LogSetAside(logger, document.Address, reason);
        var now = time.GetUtcNow();
        await store.CommitAsync(
            [
                new StateWrite.Put(document.Address, document.Json, document.Version),
                .. Report(document.Address, "set aside", reason, now),
            ],
            cancellationToken);
    }

    /// <summary>The journal line and the page about something that cannot be read.</summary>
    private IEnumerable<StateWrite> Report(StateAddress address, string verdict, string reason, DateTimeOffset now)
    {
        var line = new JournalEntry(
            JournalWriter.Unassigned,
            now,
            JournalKind.Unreadable,
            verdict,
            reason,
            Cause: address.ToString());
        var page = pages.About(
            JournalWriter.Unassigned,
            0,
            null,
            new RunTrigger.ByOperator("clock"),
            "unreadable state",
            reason,
            now);
        return [journal.Line(line), .. runWrites.Of(page)];
    }

    private async Task<ClockReport> GuardAsync(ClockReport report, string job, Func<Task<ClockReport>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Also a bug in one job must not keep the others from their minute; the report makes the beat fail.
            LogJobFailed(logger, job, e.Message);
            return report with { Failures = report.Failures + 1 };
        }
    }

    [LoggerMessage(3001, LogLevel.Error, "Clock: {Job} failed and is tried again next minute: {Reason}")]
    private static partial void LogJobFailed(ILogger logger, string job, string reason);

    [LoggerMessage(3002, LogLevel.Error, "Clock: {Address} cannot be read and is set aside: {Reason}")]
    private static partial void LogSetAside(ILogger logger, StateAddress address, string reason);
}
