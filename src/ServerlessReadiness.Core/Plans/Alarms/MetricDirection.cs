namespace ServerlessReadiness.Core.Plans.Alarms;

/// <summary>On which side of its normal range a metric is bad.</summary>
public enum MetricDirection
{
    /// <summary>
    /// Above: load, latency, errors. A fleet that is still raised has less load per unit than on a normal day, and the
    /// night has less traffic; neither keeps the event from its end.
    /// </summary>
    Above = 0,

    /// <summary>Below: orders a minute, healthy hosts.</summary>
    Below = 1,

    /// <summary>On either side.</summary>
    Either = 2,
}
