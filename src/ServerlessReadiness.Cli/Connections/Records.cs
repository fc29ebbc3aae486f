using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Plans;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Aws;

namespace ServerlessReadiness.Cli.Connections;

/// <summary>The use cases that need the state table and nothing else of an account.</summary>
internal sealed class Records
{
    public Records(IStateStore store, TimeProvider time)
    {
        var journal = new JournalWriter(store, new Ids(time, new SystemChance()));
        var events = new OpenEvents(store, time);
        Plans = new PlanApply(store, journal, time);
        Modes = new ModeChange(store, journal, time);
        Status = new StatusReader(store, events);
        Journal = new JournalReader(store);
        Versions = new PlanVersions(store, Journal);
    }

    public PlanApply Plans { get; }

    public PlanVersions Versions { get; }

    public ModeChange Modes { get; }

    public StatusReader Status { get; }

    public JournalReader Journal { get; }
}
