using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Review.Canary;

namespace ServerlessReadiness.Application.Alarms;

/// <summary>
/// Answers an event's canary alarm: it is journalled, and people are told as they are of a real one. Nothing else ever
/// happens for it.
/// </summary>
internal sealed class CanaryAnswers(IStateStore store, World world, JournalWriter journal, TimeProvider time)
{
    private const string OverVerdict = "CanaryOver";
    private static readonly TimeSpan InboxKeeps = TimeSpan.FromDays(2);

    /// <summary>Null when the same transition was answered before.</summary>
    public async Task<AlarmOutcome?> AnswerAsync(
        OpenEvent open,
        AlarmTransition transition,
        CancellationToken cancellationToken)
    {
        var fires = transition.State == AlarmStateValue.Alarm;
        var now = time.GetUtcNow();
        var reason = fires
            ? $"the canary of event {open.Id} arrived by {transition.Source}; people are told"
            : $"the canary of event {open.Id} is {transition.State} again";
        var line = Line(open, transition, JournalKind.Decision, fires ? CanaryDecider.SeenVerdict : OverVerdict, reason, now);
        var outcome = await store.CommitAsync(
            [
                journal.Line(line),
                new StateWrite.Claim(StateKeys.Inbox(open.Id, transition.DedupeKey), now + InboxKeeps),
            ],
            cancellationToken);
        if (outcome is SaveOutcome.Duplicate)
        {
            return null;
        }

        if (outcome is not SaveOutcome.Saved)
        {
            throw new PortException(
                PortFailure.Unavailable,
                $"The canary of event {open.Id} could not be journalled; it is delivered again.");
        }

        if (fires)
        {
            await TellAsync(open, transition, cancellationToken);
        }

        return new AlarmOutcome(open.Id, AlarmVerdict.Recorded, reason, null);
    }

    private async Task TellAsync(OpenEvent open, AlarmTransition transition, CancellationToken cancellationToken)
    {
        var alarm = transition.Alarm.Name;
        var message = new Change.Publish(
            $"canary/{transition.ChangedAt.ToUnixTimeMilliseconds()}",
            $"{open.Plan.Name}: is somebody there?",
            $"This tests whether alarms of event {open.Id} come to a person. Nothing is wrong.\n\n"
            + $"Please answer:\n  readiness ack {alarm} --event {open.Id} --reason \"seen\"\n");
        var (kind, verdict, reason) = (
            JournalKind.Page,
            CanaryDecider.PagedVerdict,
            $"people were told of the canary of event {open.Id}");
        try
        {
            await world.Notifier.PublishAsync(message, cancellationToken);
        }
        catch (PortException e)
        {
            // That is what the canary is for: it is found out now, rather than when it matters.
            (kind, verdict, reason) = (JournalKind.Outcome, CanaryDecider.UnpagedVerdict, e.Message);
        }

        await journal.RecordAsync(
            Line(open, transition, kind, verdict, reason, time.GetUtcNow()),
            cancellationToken);
    }

    private static JournalEntry Line(
        OpenEvent open,
        AlarmTransition transition,
        JournalKind kind,
        string verdict,
        string reason,
        DateTimeOffset now) =>
        new(open.Id, now, kind, verdict, reason, Alarm: transition.Alarm, Cause: transition.DedupeKey);
}
