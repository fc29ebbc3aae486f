using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Review;

namespace ServerlessReadiness.Application.Operators;

/// <summary>People answer what no API can, with a date, evidence and an end.</summary>
internal sealed class ReviewCommands(IStateStore store)
{
    public async Task<CommandAnswer> AttestAsync(
        CommandTask task,
        OperatorCommand.AttestItem command,
        CancellationToken stop)
    {
        if (ReviewItem.Find(command.Item) is not { } item)
        {
            return new CommandAnswer.Refused(
                RefusalKind.Unknown,
                $"the review has no item \"{command.Item}\"",
                $"name one of {string.Join(", ", ReviewItem.All.Select(i => i.Id))}");
        }

        var until = command.Until ?? task.Plan.Schedule.Closed;
        if (until <= task.Now)
        {
            return new CommandAnswer.Refused(
                RefusalKind.Impossible,
                $"event {task.Event} was closed at {until:u}",
                "give until, when the word shall count for longer");
        }

        var key = StateKeys.Check(task.Event, item.Id);
        var (known, version) = await store.FindAsync(key, stop);
        var word = new Attestation(command.Answer, task.Request.Reason, task.Who, task.Now, until);
        var next = (known ?? new CheckRecord(task.Event, item.Id, null, null, null)) with { Attested = word };
        var counts = item.Coverage == Coverage.Automatic
            ? "; it counts where the account could not be read"
            : "";
        return new CommandAnswer.Commit(
            [key.Put(next, version)],
            $"{item.Id} is attested as {command.Answer} until {until:u}{counts}")
        {
            // Reviewer writes beside it; only another word is a contradiction.
            Contested = (known?.Attested?.Answer, known?.Attested?.At),
        };
    }
}
