using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Functions.Signals;

namespace ServerlessReadiness.Cli.Local;

/// <summary>A file with the payload of one invocation, and what the functions read in it.</summary>
internal sealed record SignalFile(string Path, byte[] Payload, IReadOnlyList<Signal> Signals)
{
    /// <summary>When the message arrived, where a recording says so.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    public IEnumerable<AlarmTransition> Transitions => Signals.OfType<Signal.AlarmChanged>().Select(s => s.Transition);

    public IEnumerable<LifecycleNotice> Hooks => Signals
        .OfType<Signal.Lifecycle>()
        .Select(s => s.Notice)
        .Where(n => n.Kind is LifecycleKind.Launching or LifecycleKind.Terminating);

    public bool IsReadable => !Signals.Any(s => s is Signal.Unreadable);

    /// <summary>The newest instant that its signals speak of; null when they speak of none.</summary>
    public DateTimeOffset? At => Signals.Select(AtOf).Max();

    public static async Task<SignalFile> ReadAsync(string path, string region, CancellationToken cancellationToken)
    {
        var payload = await InputFile.ReadAsync(path, "signal", cancellationToken);
        return new SignalFile(path, payload, SignalReader.Read(payload, region));
    }

    public static string Describe(Signal signal) => signal switch
    {
        Signal.AlarmChanged { Transition: var t } =>
            $"alarm {t.Alarm.Name}{(t.Contributor is { } c ? $" ({c})" : "")} is {t.State} since {t.ChangedAt:u}",
        Signal.Tick tick => $"tick of {tick.At:u}",
        Signal.RunDue due => $"run {due.Run} of event {due.EventId} is due",
        Signal.CommandDue due => $"command {due.Command} of event {due.EventId} is due",
        Signal.ReviewAsked asked => $"a review of event {asked.EventId} is asked for",
        Signal.Commanded { MessageId: var id } => $"command of SNS message {id ?? "without id"}",
        Signal.Lifecycle { Notice: { Hook: { } hook } n } =>
            $"lifecycle {n.Kind} of {n.Instance} in hook {hook} of group {n.Group}",
        Signal.Lifecycle { Notice: var n } => $"lifecycle {n.Kind} of group {n.Group}",
        Signal.InstanceAnnounced { Notice: var n } => $"{n.Kind} of {n.Instance}",
        Signal.HealthAnnounced { Notice: var n } => $"AWS Health {n.Code} is {n.Status}",
        Signal.Unreadable unreadable => $"unreadable: {unreadable.Reason}",
        _ => signal.ToString(),
    };

    private static DateTimeOffset? AtOf(Signal signal) => signal switch
    {
        Signal.AlarmChanged changed => changed.Transition.ChangedAt,
        Signal.Tick tick => tick.At,
        Signal.Commanded command => command.SentAt,
        Signal.Lifecycle lifecycle => lifecycle.Notice.At,
        Signal.InstanceAnnounced announced => announced.Notice.At,
        Signal.HealthAnnounced announced => announced.Notice.At,
        _ => null,
    };
}
