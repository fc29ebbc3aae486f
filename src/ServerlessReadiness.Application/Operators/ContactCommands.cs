using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Operators;

namespace ServerlessReadiness.Application.Operators;

/// <summary>Contacts say whether they are available, by whatever way they have.</summary>
internal sealed class ContactCommands(IStateStore store)
{
    public async Task<CommandAnswer> AnswerAsync(
        CommandTask task,
        string name,
        ContactAnswer answer,
        CancellationToken stop)
    {
        if (task.Plan.Contacts.FirstOrDefault(c => c.Name == name) is not { } contact)
        {
            return new CommandAnswer.Refused(
                RefusalKind.Unknown,
                $"event {task.Event} has no contact \"{name}\"",
                task.Plan.Contacts.Count == 0
                    ? "the plan names none; add contacts to it and apply it"
                    : $"name one of {string.Join(", ", task.Plan.Contacts.Select(c => c.Name))}");
        }

        if (task.Head.Phase is Phase.Closed or Phase.Cancelled)
        {
            return new CommandAnswer.Refused(
                RefusalKind.Impossible,
                $"event {task.Event} is {task.Head.Phase}, so nobody is needed any more",
                "nothing to do");
        }

        var key = StateKeys.Contact(task.Event, contact.Name);
        var (known, version) = await store.FindAsync(key, stop);
        var next = (known ?? ContactRecord.New(task.Event, contact.Name)) with
        {
            Answer = answer,
            By = task.Who,
            AnsweredAt = task.Now,
            Reason = task.Request.Reason,
        };
        var word = answer == ContactAnswer.Confirmed ? "available" : "not available";

        // Clock asks and reminds meanwhile; only another answer is a contradiction.
        return new CommandAnswer.Commit([key.Put(next, version)], $"{contact.Name} ({contact.Role}) is {word}")
        {
            Contested = (known?.Answer, known?.AnsweredAt),
        };
    }
}
