using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Review.Canary;

namespace ServerlessReadiness.Application.Review;

/// <summary>
/// Proves that an alarm comes to us and to a person: sets a dedicated alarm and follows it through the journal until a
/// person answers. What decides is <see cref="CanaryDecider"/>.
/// </summary>
public sealed class AlarmCanary(
    IStateStore store,
    IAlarmMaker alarms,
    JournalReader reader,
    JournalWriter journal,
    TimeProvider time)
{
    private const int LinesMax = 2000;
    private const int Attempts = 3;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    /// <summary>The journal and the alarm's setting are on clocks of their own.</summary>
    private static readonly TimeSpan LookBack = TimeSpan.FromMinutes(1);

    /// <summary>Sets the alarm. One that is under way is not begun anew.</summary>
    /// <exception cref="PortException">The alarm could not be made or set, or there is no such event.</exception>
    public async Task<CanaryRecord> StartAsync(
        EventId eventId,
        CanaryTarget target,
        string who,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var key = StateKeys.Canary(eventId);
        var (known, version) = await store.FindAsync(key, cancellationToken);
        if (known is { IsOver: false } && time.GetUtcNow() - known.SetAt <= CanaryDecider.AcknowledgedWithin)
        {
            return known;
        }

        if ((await store.FindAsync(StateKeys.Head(eventId), cancellationToken)).Value is null)
        {
            throw new PortException(PortFailure.NotFound, $"There is no event {eventId}; apply its plan first.");
        }

        await alarms.EnsureCanaryAsync(target.Alarm, target.Actions, cancellationToken);

        // CloudWatch acts on changes only, so an ALARM that was left behind would prove nothing.
        await alarms.SetStateAsync(target.Alarm, AlarmStateValue.Ok, "before the proof", cancellationToken);

        // The record comes first: what arrives must find it, and what could not be set is lost and says so.
        var record = CanaryRecord.New(eventId, target.Alarm, time.GetUtcNow(), who);
        await SaveAsync(
            record,
            version,
            JournalKind.Progress,
            "canary set",
            $"alarm {target.Alarm.Name} is set to ALARM to prove that alarms come to a person, for {who}",
            cancellationToken);
        await alarms.SetStateAsync(
            target.Alarm,
            AlarmStateValue.Alarm,
            $"Serverless Readiness proves for {who} that this comes to a person. Nothing is wrong.",
            cancellationToken);
        return record;
    }

    /// <summary>Looks how far it has come; once it is over, the alarm is set back. Null when there is none.</summary>
    public async Task<CanaryRecord?> LookAsync(EventId eventId, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (known, version) = await store.FindAsync(StateKeys.Canary(eventId), cancellationToken);
            if (known is null or { IsOver: true, IsReset: true })
            {
                return known;
            }

            var (lines, _) = await reader.SinceAsync(eventId, known.SetAt - LookBack, LinesMax, cancellationToken);
            var next = CanaryDecider.Next(known, lines, time.GetUtcNow());
            if (next.IsOver)
            {
                next = next with { IsReset = await ResetAsync(next, cancellationToken) };
            }

            if (next == known)
            {
                return known;
            }

            if (attempt == Attempts || await TrySaveAsync(known, next, version, cancellationToken))
            {
                return next;
            }
        }
    }

    /// <summary>Sets the alarm and follows it until it is over.</summary>
    /// <param name="eventId">The event.</param>
    /// <param name="target">The canary and its way.</param>
    /// <param name="who">Who asks.</param>
    /// <param name="progress">Told each new state; null for nobody.</param>
    /// <param name="cancellationToken">Ends the following; the proof itself goes on by whoever looks next.</param>
    public async Task<CanaryRecord> RunAsync(
        EventId eventId,
        CanaryTarget target,
        string who,
        Action<CanaryRecord>? progress,
        CancellationToken cancellationToken)
    {
        var record = await StartAsync(eventId, target, who, cancellationToken);
        progress?.Invoke(record);
        while (!record.IsOver)
        {
            await Task.Delay(LookEvery, time, cancellationToken);
            var next = await LookAsync(eventId, cancellationToken) ?? record;
            if (next.Reason != record.Reason)
            {
                progress?.Invoke(next);
            }

            record = next;
        }

        return record;
    }

    /// <summary>An alarm that stays in ALARM is set back by the next look; the proof stands either way.</summary>
    private async Task<bool> ResetAsync(CanaryRecord record, CancellationToken cancellationToken)
    {
        try
        {
            await alarms.SetStateAsync(record.Alarm, AlarmStateValue.Ok, "the proof is over", cancellationToken);
            return true;
        }
        catch (PortException)
        {
            return false;
        }
    }

    private async Task<bool> TrySaveAsync(
        CanaryRecord known,
        CanaryRecord next,
        long version,
        CancellationToken cancellationToken)
    {
        var put = StateKeys.Canary(next.Event).Put(next, version);
        StateWrite[] writes = next.State == known.State
            ? [put]
            : [put, Line(next, JournalKind.Progress, $"canary {next.State}", next.Reason)];
        return await store.CommitAsync(writes, cancellationToken) is SaveOutcome.Saved;
    }

    private async Task SaveAsync(
        CanaryRecord record,
        long version,
        JournalKind kind,
        string verdict,
        string reason,
        CancellationToken cancellationToken)
    {
        var put = StateKeys.Canary(record.Event).Put(record, version);
        if (await store.CommitAsync([put, Line(record, kind, verdict, reason)], cancellationToken) is not SaveOutcome.Saved)
        {
            throw new PortException(
                PortFailure.Unavailable,
                $"Somebody else began to prove the alarms of event {record.Event} at the same moment; follow theirs.");
        }
    }

    private StateWrite.Put Line(CanaryRecord record, JournalKind kind, string verdict, string reason) =>
        journal.Line(new JournalEntry(
            record.Event,
            time.GetUtcNow(),
            kind,
            verdict,
            reason,
            Alarm: record.Alarm,
            Cause: record.By));
}
