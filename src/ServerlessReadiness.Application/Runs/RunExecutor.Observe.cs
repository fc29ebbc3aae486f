using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Runbooks;

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

    private async Task<int?> FloorAsync(RunInHand hand, CancellationToken cancellationToken)
    {
        var (progress, _) = await store.FindAsync(StateKeys.Stages(hand.Run.Event), cancellationToken);
        return progress?.HeldFloor(hand.Component.Name) ?? 0;
    }
}
