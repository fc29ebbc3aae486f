using ServerlessReadiness.Core.Alarms;

namespace ServerlessReadiness.Core.Review.Views;

/// <summary>An alarm as it is set up, and what became of its actions lately.</summary>
/// <param name="Alarm">Which.</param>
/// <param name="State">Its state now.</param>
/// <param name="ActionsEnabled">Whether its actions are switched on.</param>
/// <param name="Actions">ARNs of what it does when it goes to ALARM.</param>
/// <param name="Metrics">What it watches; empty for a composite alarm.</param>
/// <param name="Threshold">Where it fires; null for a composite alarm and for a band of anomalies.</param>
/// <param name="MissingData">How it takes silence.</param>
/// <param name="Failures">Actions that failed and have not worked since.</param>
public sealed record AlarmPathView(
    AlarmId Alarm,
    AlarmStateValue State,
    bool ActionsEnabled,
    EquatableList<string> Actions,
    EquatableList<WatchedMetric> Metrics,
    AlarmThreshold? Threshold,
    MissingData MissingData,
    EquatableList<AlarmFailure> Failures)
{
    /// <summary>A composite alarm's rule; null for a metric alarm.</summary>
    public string? Rule { get; init; }

    /// <summary>What holds its actions back at this moment; null for nothing.</summary>
    public string? SuppressedBy { get; init; }

    /// <summary>The alarm that holds its actions back while it fires, by name or ARN; null for none.</summary>
    public string? Suppressor { get; init; }

    public bool IsComposite => Rule is not null;
}
