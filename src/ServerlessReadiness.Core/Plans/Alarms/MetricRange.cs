namespace ServerlessReadiness.Core.Plans.Alarms;

/// <summary>A range of a metric, both ends included, in the metric's own unit.</summary>
public sealed record MetricRange(double Low, double High)
{
    public bool Holds(double value) => value >= Low && value <= High;

    public override string ToString() => $"{Low:0.###}–{High:0.###}";
}
