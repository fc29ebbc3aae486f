using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Simulation.Scheduling;
using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation.Alarms;

/// <summary>A metric alarm of the simulated account.</summary>
internal sealed class SimulatedAlarm(
    AlarmId id,
    Response response,
    AlarmModel model,
    WorldComponent component,
    InstanceId? instance,
    AlarmMetric metric,
    EquatableList<AlarmDimension> dimensions,
    long createdMs)
{
    private readonly int?[] _values = new int?[model.EvaluationPeriods];
    private AlarmTransition? _transition;

    public AlarmId Id => id;

    public Response Response => response;

    public AlarmModel Model => model;

    public WorldComponent Component => component;

    /// <summary>The instance whose status checks it watches; null for an alarm of the whole component.</summary>
    public InstanceId? Instance => instance;

    /// <summary>Whether it tells nobody by itself: it is there to be asked.</summary>
    public bool IsSilent { get; init; }

    public AlarmMetric Metric => metric;

    public EquatableList<AlarmDimension> Dimensions => dimensions;

    public AlarmStateValue State { get; private set; } = AlarmStateValue.Ok;

    public AlarmStateValue Before { get; private set; } = AlarmStateValue.Ok;

    public long ChangedMs { get; private set; } = createdMs;

    public string Reason { get; private set; } = "Unchecked: Initial alarm creation";

    /// <summary>Takes a period's value; true when the state changed.</summary>
    public bool Look(int? value, long nowMs)
    {
        Array.Copy(_values, 1, _values, 0, _values.Length - 1);
        _values[^1] = value;
        var next = AlarmEvaluation.Of(_values, model.DatapointsToAlarm, model.Above, State);
        if (next == State)
        {
            return false;
        }

        (Before, State, ChangedMs, _transition) = (State, next, nowMs, null);
        Reason = next == AlarmStateValue.InsufficientData
            ? $"Insufficient Data: {model.EvaluationPeriods} datapoints were unknown."
            : Crossed(next == AlarmStateValue.Alarm, value, nowMs);
        return true;
    }

    public AlarmTransition Transition() => _transition ??= new(
        id,
        null,
        State,
        Instant.Of(ChangedMs),
        Reason,
        MissingData.Missing,
        [metric],
        dimensions,
        [],
        IsComposite: false,
        IsSuppressed: false,
        SignalSource.Sweep);

    private string Crossed(bool fires, int? value, long nowMs)
    {
        var count = _values.Count(v => v is not null && v > model.Above == fires);
        return $"Threshold Crossed: {count} out of the last {model.EvaluationPeriods} datapoints "
            + $"[{value:0}.0 ({Instant.Of(nowMs):dd/MM/yy HH:mm:ss})] were {(fires ? "" : "not ")}greater than the "
            + $"threshold ({model.Above}.0) (minimum {model.DatapointsToAlarm} datapoints for "
            + $"{(fires ? "OK -> ALARM" : "ALARM -> OK")} transition).";
    }
}
