using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Simulation.Recording;
using ServerlessReadiness.Simulation.Scheduling;
using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation.Faults;

/// <summary>
/// The people of the event, who do in the return to normal what only people can: they confirm the operational items,
/// try a failed restore again and at last keep the component, set right by hand what someone else changed, and lift
/// holds that nobody else lifts. They take their time.
/// </summary>
internal sealed class People(
    CompiledPlan plan,
    Ledger ledger,
    SimulatedAccount account,
    IStateStore store,
    Scheduler scheduler,
    SimulatedChance chance,
    Operators operators)
{
    private const string Name = "rehearsal's operator";
    private const int TriesMax = 2;

    private readonly SortedDictionary<string, long> _dueMs = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _tries = new(StringComparer.Ordinal);
    private readonly ReturnMoves _moves = Moves(store, scheduler, chance.Split("ids"));

    private static ReturnMoves Moves(IStateStore store, Scheduler scheduler, SimulatedChance chance)
    {
        var time = new SimulatedTime(scheduler, 0);
        var ids = new Ids(time, chance);
        return new ReturnMoves(
            store,
            new OpenEvents(store, time),
            new JournalWriter(store, ids),
            ids,
            new Ports.LeftToClock(),
            time);
    }

    /// <summary>Looks once a minute at what waits for people.</summary>
    /// <param name="mayCommand">
    /// False where somebody else looks on, who gives the commands. What there is no command for, such as calling support
    /// or setting right an account by hand, is done here all the same.
    /// </param>
    public void Look(bool mayCommand)
    {
        if (mayCommand)
        {
            LiftHolds();
            Approve();
        }

        if (ledger.Return is not { } progress || ledger.Head is not { Phase: Phase.Cooldown })
        {
            return;
        }

        foreach (var item in progress.Unconfirmed.ToList())
        {
            if (IsTimeFor($"item {item.Item}", 5, 60))
            {
                _ = Aside.Run(() => _moves.ConfirmAsync(plan.Event, item.Item, Name, CancellationToken.None));
            }
        }

        if (progress.Technical == ReturnState.Verifying)
        {
            SetRight(progress);
        }

        foreach (var restore in progress.Restores.Where(r => mayCommand && r.State == RestoreState.Failed).ToList())
        {
            if (IsTimeFor($"restore {restore.Component}", 10, 40))
            {
                Retry(restore.Component);
            }
        }
    }

    private void LiftHolds()
    {
        foreach (var (component, state) in ledger.Components)
        {
            if (state.Hold is { Until: null } && IsTimeFor($"hold {component}", 20, 60))
            {
                _ = Aside.Run(() => _moves.ResumeAsync(
                    plan.Event,
                    component,
                    "looked at, and sound",
                    Name,
                    CancellationToken.None));
            }
        }
    }

    /// <summary>Whoever is asked answers some minutes later; a question may expire before.</summary>
    private void Approve()
    {
        foreach (var run in ledger.Runs.Values.Where(r => !r.IsOver).ToList())
        {
            var asking = run.Steps.FirstOrDefault(s => s.State == StepState.Asking);
            if (asking?.Step.Approval is not { } terms || !IsTimeFor($"approval {run.Id} {asking.Step.Name}", 1, 6))
            {
                continue;
            }

            operators.Answer(run.Id, asking.Step.Name, terms);
        }
    }

    private void SetRight(ReturnProgress progress)
    {
        foreach (var component in account.Components)
        {
            var found = progress.Find(component.Plan.Name)?.Target;
            if (found is not null && component.Units is SimulatedGroup or SimulatedTarget
                && component.Units.Bounds != found && IsTimeFor($"bounds {component.Plan.Name}", 10, 40))
            {
                component.Units.SetBoundsFromOutside(found, scheduler.NowMs);
            }
        }
    }

    private void Retry(ComponentName component)
    {
        var tries = _tries[component.Value] = _tries.GetValueOrDefault(component.Value) + 1;
        _ = Aside.Run(() => tries <= TriesMax
            ? _moves.RestoreAsync(plan.Event, component, null, Name, CancellationToken.None)
            : _moves.KeepAsync(
                plan.Event,
                component,
                "could not be restored; seen to by hand",
                Name,
                CancellationToken.None));
    }

    /// <summary>True once, some minutes after the first time it was asked.</summary>
    private bool IsTimeFor(string what, int minutesMin, int minutesMax)
    {
        if (!_dueMs.TryGetValue(what, out var due))
        {
            _dueMs[what] = scheduler.NowMs + chance.Split(what).Between(
                minutesMin * Instant.MinuteMs,
                minutesMax * Instant.MinuteMs);
            return false;
        }

        return scheduler.NowMs >= due && _dueMs.Remove(what);
    }
}
