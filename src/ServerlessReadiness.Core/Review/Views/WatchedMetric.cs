using ServerlessReadiness.Core.Alarms;

namespace ServerlessReadiness.Core.Review.Views;

/// <summary>A metric behind an alarm, with its own dimensions.</summary>
public sealed record WatchedMetric(string Namespace, string Name, EquatableList<AlarmDimension> Dimensions)
{
    /// <summary>The same series of CloudWatch; the order of dimensions says nothing.</summary>
    public bool Is(string ns, string name, IEnumerable<AlarmDimension> dimensions) =>
        Namespace == ns && Name == name && Dimensions.ToHashSet().SetEquals(dimensions);
}
