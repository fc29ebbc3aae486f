using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Simulation.Alarms;
using ServerlessReadiness.Simulation.Checkers;
using ServerlessReadiness.Simulation.Lambda;
using ServerlessReadiness.Simulation.Player;
using ServerlessReadiness.Simulation.Ports;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Tests;

public sealed partial class CheckerTests
{
    private static StateWrite.Put Closed() => StateKeys.Head(SmallSale.Plan.Event).Put(
        new EventHead(SmallSale.Plan.Event, Phase.Closed, AutomationMode.Act, "test", 1, Instant.Of(T0)),
        1);

    private static AsyncEvent Event(string about) => new([], about, T0, 1);

    private static StateWrite.Put Journal(JournalKind kind, string verdict, string cause)
    {
        var entry = new JournalEntry(SmallSale.Plan.Event, Instant.Of(T0), kind, verdict, "because", Cause: cause);
        return StateKeys.Journal(entry.Event, entry.At, One).Put(entry, 0);
    }

    private static Run Run(RunId id, long atMs) => Core.Runbooks.Run.Start(
        SmallSale.Plan.Event,
        id,
        SmallSale.Plan.Runbooks[0],
        SmallSale.Front,
        null,
        1,
        new RunTrigger.ByAlarm(FrontUse, Instant.Of(T0), "front-use"),
        Instant.Of(atMs));

    private static StateWrite.Put Put(Run run) => StateKeys.Run(run.Event, run.Id).Put(run, 0, run.DueAt);

    private static StateWrite.Put Memory(SimulatedAlarm alarm, RunId run) =>
        StateKeys.Alarm(SmallSale.Plan.Event, alarm.Id, null).Put(
            new AlarmMemory(
                alarm.Id,
                null,
                AlarmStateValue.Alarm,
                Instant.Of(T0),
                "because",
                [],
                run,
                Instant.Of(T0),
                null,
                1,
                null,
                AlarmVerdict.Starts,
                alarm.Transition()),
            0);

    private static JournalEntry Intent(Change change, RunId? run = null, long? at = null) => new(
        SmallSale.Plan.Event,
        Instant.Of(at ?? T0),
        JournalKind.Intent,
        change.Describe(),
        "because",
        SmallSale.Front,
        null,
        run ?? One,
        "alarm front-use",
        "4–16",
        "8–16");

    private ChangeSeen Change(Change change, RunId? run = null, long? at = null) =>
        new(change, _front, Intent(change, run, at), "test");

    private void Commit(Checker? checker, params StateWrite[] writes)
    {
        var seen = _ledger.Take(writes);
        checker?.Commits(seen, T0);
    }

    private void Seen(int invariant) => Assert.Equal(invariant, Assert.Single(_scene.Violations).Invariant);

    private void SeenOnly(int invariant)
    {
        if (invariant == 0)
        {
            Assert.Empty(_scene.Violations);
        }
        else
        {
            Assert.All(_scene.Violations, v => Assert.Equal(invariant, v.Invariant));
            Assert.NotEmpty(_scene.Violations);
        }
    }
}
