using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Snapshots;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Lambda;

/// <summary>
/// The queue of what failed for good. A person looks into it now and then and sends each letter again, as
/// <c>readiness deadletters redrive</c> does: to the same function, with the same bytes.
/// </summary>
internal sealed class DeadLetters(Scheduler scheduler, SimulatedChance chance) : ILetterCounts
{
    private readonly List<Letter> _letters = [];

    /// <summary>What is in the queue now, by what it is about.</summary>
    public IEnumerable<string> Kept => _letters.Select(l => l.Event.About);

    /// <summary>Letters that were sent again so far.</summary>
    public int Redriven { get; private set; }

    public void Add(SimulatedFunction function, AsyncEvent failed)
    {
        var letter = new Letter(function, failed);
        _letters.Add(letter);
        scheduler.At(
            scheduler.NowMs + chance.Between(5 * Instant.MinuteMs, Instant.HourMs),
            () => Redrive(letter));
    }

    public Task<IReadOnlyList<QueueView>> CountAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<QueueView>>(
        [
            .. _letters.GroupBy(l => l.Function.Name).Select(q => new QueueView(q.Key, q.Count())),
        ]);

    private void Redrive(Letter letter)
    {
        if (_letters.Remove(letter))
        {
            Redriven++;
            letter.Function.Invoke(letter.Event.Payload, letter.Event.About);
        }
    }

    private sealed record Letter(SimulatedFunction Function, AsyncEvent Event);
}
