using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Timeline;

namespace ServerlessReadiness.Application.Timeline;

/// <summary>Reminds owners of their tasks. Between two looks it reads nothing.</summary>
internal sealed class TaskJob(IStateStore store, PhaseCommit commit, Pages pages, RunWrites writes)
{
    public async Task DoAsync(EventRecord record, CancellationToken cancellationToken)
    {
        var key = StateKeys.Timeline(record.Open.Id);
        var (memory, version) = record.Find(key);
        if (!ReminderDecider.IsTimeToLook(memory, record.Now))
        {
            return;
        }

        var tasks = await TaskBook.ReadAsync(store, record.Plan, cancellationToken);
        var decision = ReminderDecider.Decide(
            record.Open.Id,
            memory,
            tasks,
            new PlanClocks(record.Plan),
            record.Now);
        StateWrite[] documents =
        [
            key.Put(decision.Next, version),
            .. decision.Reminders.SelectMany(r => writes.Of(Letter(record, r))),
        ];
        var wishes = decision.Issue is { } wish ? PhaseWishes.None with { Issues = [wish] } : PhaseWishes.None;
        await commit.CommitAsync(record, documents, wishes, cancellationToken);
    }

    private RunInHand Letter(EventRecord record, Reminder reminder) => pages.To(
        record.Open.Id,
        record.Plan,
        record.Head.Value.PlanVersion,
        TaskOwners.ContactOf(record.Plan, reminder.Owner),
        $"tasks of {reminder.Owner}",
        Gravity.Plain,
        language => TimelineDocument.Of(record.Plan, reminder, language),
        record.Now);
}
