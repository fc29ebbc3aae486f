using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core;

namespace ServerlessReadiness.Application.Runs;

/// <summary>What a run is decided on.</summary>
public sealed partial class RunExecutor
{
    /// <summary>Reads the world, and of the table what the rules ask for with it.</summary>
    private async Task<(RunInHand Hand, Observation Seen)> ObserveAsync(
        RunInHand hand,
        CancellationToken cancellationToken)
    {
        var needs = RunDecider.Needs(hand.Run, time.GetUtcNow());
        var alarms = needs.HasFlag(ObservationNeeds.Firing)
            ? firing.ReadAsync(hand.Run, hand.Component.Name, cancellationToken)
            : Task.FromResult<EquatableList<AlarmId>?>(null);
        var background = await BackgroundAsync(hand.Run, needs, cancellationToken);
        var stopping = needs.HasFlag(ObservationNeeds.Stops)
            ? stops.ReadAsync(background!, hand.Component, cancellationToken)
            : Task.FromResult<EquatableList<AlarmReading>?>(null);
        var floor = needs.HasFlag(ObservationNeeds.Floor)
            ? FloorAsync(hand, cancellationToken)
            : Task.FromResult<int?>(null);
        var world = reader.ObserveAsync(
            hand.Component,
            hand.Run.Instance,
            needs,
            hand.QuotaHeadroom,
            background,
            cancellationToken);
        var conditions = conditionReader.ReadAsync(hand.Run, hand.Component, time.GetUtcNow(), cancellationToken);
        await Task.WhenAll(alarms, stopping, floor, world, conditions);
        var (read, measured) = await conditions;
        var seen = (await world) with { Alarms = read, Metrics = measured };

        // What Auto Scaling did at an armed instant is known from here on; it is stored with the run's next step.
        var caught = hand with { Resource = hand.Resource?.Caught(seen) };
        seen = seen with
        {
            Firing = await alarms,
            Stops = await stopping,
            Floor = await floor,
            Record = caught.Resource,
        };
        return (caught, await reader.WithWaitingAsync(hand.Component, hand.Run, needs, seen, cancellationToken));
    }

    /// <summary>The plan that some reads go by; null when none of them is asked for.</summary>
    private async Task<StepBackground?> BackgroundAsync(
        Run run,
        ObservationNeeds needs,
        CancellationToken cancellationToken) =>
        (needs & (ObservationNeeds.Endpoints | ObservationNeeds.Receipt | ObservationNeeds.Stops))
            == ObservationNeeds.None
                ? null
                : new StepBackground(await events.PlanAsync(run.Event, run.PlanVersion, cancellationToken), run);

    /// <summary>The floor that the event's stages hold. Before and after Live, what was done may be undone under it.
    /// </summary>
    private async Task<int?> FloorAsync(RunInHand hand, CancellationToken cancellationToken)
    {
        var (stages, head) = (StateKeys.Stages(hand.Run.Event), StateKeys.Head(hand.Run.Event));
        var view = await store.LoadAsync(cancellationToken, stages.Address, head.Address);
        var isLive = view.Find(head).Value is { Phase: Phase.Live, Cancelling: null };
        return hand.Run.State == RunState.Undoing && !isLive
            ? 0
            : view.Find(stages).Value?.HeldFloor(hand.Component.Name) ?? 0;
    }
}
