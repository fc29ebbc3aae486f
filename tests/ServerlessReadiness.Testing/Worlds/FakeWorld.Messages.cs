using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Plans.Alarms;

namespace ServerlessReadiness.Testing.Worlds;

/// <summary>What leaders get.</summary>
public sealed partial class FakeWorld
{
    private readonly List<Mail> _mails = [];
    private readonly List<Change.Publish> _toLeaders = [];

    /// <summary>Mails that arrived, in order, repeats too.</summary>
    public IReadOnlyList<Mail> Mails => _mails;

    /// <summary>What the leaders' topic carried, in order, repeats too.</summary>
    public IReadOnlyList<Change.Publish> ToLeaders => _toLeaders;

    /// <summary>Asked before each mail: how it fails; null for a success.</summary>
    public Func<Mail, PortException?> MailFault { get; set; } = _ => null;

    /// <summary>Asked before each message to the leaders' topic: how it fails; null for a success.</summary>
    public Func<Change.Publish, PortException?> TopicFault { get; set; } = _ => null;

    /// <summary>A metric's picture; null for none.</summary>
    public Func<PlanMetric, ReadOnlyMemory<byte>?> Chart { get; set; } = _ => null;

    /// <summary>Whether there is a leaders' topic.</summary>
    public bool HasLeadersTopic { get; set; } = true;

    internal void Take(Mail mail)
    {
        if (MailFault(mail) is { } refusal)
        {
            throw refusal;
        }

        _mails.Add(mail);
    }

    internal void Take(Change.Publish message)
    {
        if (TopicFault(message) is { } refusal)
        {
            throw refusal;
        }

        _toLeaders.Add(message);
    }
}
