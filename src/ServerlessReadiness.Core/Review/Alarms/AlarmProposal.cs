using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Core.Review.Alarms;

/// <summary>An alarm that the plan needs and nobody has made.</summary>
/// <param name="Account">Twelve digits.</param>
/// <param name="Region">A region code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Metric">What it watches; of a share, what is counted as failed.</param>
/// <param name="Statistic">As CloudWatch spells it.</param>
/// <param name="Threshold">Where it fires.</param>
/// <param name="IsAbove">Whether it fires above it, rather than below.</param>
/// <param name="Period">The length of one period.</param>
/// <param name="EvaluationPeriods">Periods that are looked at.</param>
/// <param name="DatapointsToAlarm">How many of them must breach.</param>
/// <param name="MissingData">How it takes silence.</param>
/// <param name="Actions">What it does; empty when it is named by what EventBridge hands over, or by nothing.</param>
/// <param name="For">The metric or the response that needs it.</param>
/// <param name="Reason">Where the threshold comes from.</param>
public sealed record AlarmProposal(
    string Account,
    string Region,
    string Name,
    WatchedMetric Metric,
    string Statistic,
    double Threshold,
    bool IsAbove,
    TimeSpan Period,
    int EvaluationPeriods,
    int DatapointsToAlarm,
    MissingData MissingData,
    EquatableList<string> Actions,
    string For,
    string Reason)
{
    /// <summary>What <see cref="Metric"/> is a percentage of; null when the metric itself is held against the threshold.
    /// </summary>
    public WatchedMetric? PercentOf { get; init; }
}
