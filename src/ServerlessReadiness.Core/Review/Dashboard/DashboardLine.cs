using ServerlessReadiness.Core.Alarms;

namespace ServerlessReadiness.Core.Review.Dashboard;

/// <summary>One line of a graph.</summary>
/// <param name="Account">Twelve digits.</param>
/// <param name="Region">A region code.</param>
/// <param name="Namespace">For example AWS/EC2.</param>
/// <param name="Metric">For example CPUUtilization.</param>
/// <param name="Dimensions">Its dimensions.</param>
/// <param name="Statistic">As CloudWatch spells it.</param>
/// <param name="Label">What it is called in the graph.</param>
/// <param name="IsRight">Whether it is drawn on the right axis, in another unit.</param>
internal sealed record DashboardLine(
    string Account,
    string Region,
    string Namespace,
    string Metric,
    EquatableList<AlarmDimension> Dimensions,
    string Statistic,
    string Label,
    bool IsRight = false);
