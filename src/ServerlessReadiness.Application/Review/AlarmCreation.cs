using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Review.Alarms;

namespace ServerlessReadiness.Application.Review;

/// <summary>Creates alarms that a person has agreed to, and journals each.</summary>
public sealed class AlarmCreation(IAlarmMaker alarms, JournalWriter journal, TimeProvider time)
{
    /// <summary>One after the other; one that exists or is refused keeps none from being created.</summary>
    /// <param name="eventId">The event.</param>
    /// <param name="proposals">What to create.</param>
    /// <param name="who">Who agreed.</param>
    /// <param name="progress">Told each before it is created; null for nobody.</param>
    /// <param name="cancellationToken">Ends the work between two.</param>
    public async Task<IReadOnlyList<AlarmCreated>> CreateAsync(
        EventId eventId,
        IReadOnlyCollection<AlarmProposal> proposals,
        string who,
        Action<AlarmProposal>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(proposals);
        var created = new List<AlarmCreated>();
        foreach (var one in proposals)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Invoke(one);
            created.Add(await CreateAsync(eventId, one, who, cancellationToken));
        }

        return created;
    }

    private async Task<AlarmCreated> CreateAsync(
        EventId eventId,
        AlarmProposal alarm,
        string who,
        CancellationToken cancellationToken)
    {
        try
        {
            await alarms.CreateAsync(alarm, cancellationToken);
        }
        catch (PortException e)
        {
            return new AlarmCreated(alarm, IsCreated: false, e.Message);
        }

        try
        {
            // What exists is journalled, also when the person stops the command just now.
            await journal.RecordAsync(
                new JournalEntry(
                    eventId,
                    time.GetUtcNow(),
                    JournalKind.Person,
                    "alarm created",
                    $"alarm {alarm.Name} in {alarm.Region} of {alarm.Account} for {alarm.For}: {alarm.Reason}",
                    Alarm: AlarmId.Of(alarm.Region, alarm.Account, alarm.Name),
                    Cause: who),
                CancellationToken.None);
            return new AlarmCreated(alarm, IsCreated: true, null);
        }
        catch (PortException e)
        {
            return new AlarmCreated(alarm, IsCreated: true, $"it exists, but is not journalled: {e.Message}");
        }
    }
}
