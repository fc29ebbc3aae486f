using System.Text.Json;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Alarms;

namespace ServerlessReadiness.Application.Signals;

/// <summary>
/// Gathers the metrics and dimensions behind an alarm. SNS writes a metric's parts in PascalCase and dimensions as a
/// list of name and value; EventBridge and direct invocation write camelCase and dimensions as an object. Both
/// spellings are accepted everywhere.
/// </summary>
internal sealed class AlarmMetrics
{
    /// <summary>CloudWatch takes ten metrics an alarm and thirty dimensions a metric; more is no alarm.</summary>
    internal const int MetricsMax = 20;
    internal const int DimensionsMax = 600;

    private readonly List<AlarmMetric> _metrics = [];
    private readonly List<AlarmDimension> _dimensions = [];
    private readonly HashSet<AlarmDimension> _seen = [];

    public EquatableList<AlarmMetric> Metrics => EquatableList.From(_metrics);

    public EquatableList<AlarmDimension> Dimensions => EquatableList.From(_dimensions);

    public bool IsTooMany => _metrics.Count > MetricsMax || _dimensions.Count > DimensionsMax;

    /// <summary>The list behind metric math, anomaly detection and, in EventBridge, every metric alarm.</summary>
    public void AddQueries(JsonElement queries)
    {
        foreach (var query in queries.Items())
        {
            // An expression has no metric of its own; what it computes with stands beside it.
            AddMetric(Either(Either(query, "MetricStat", "metricStat"), "Metric", "metric"));
        }
    }

    public void AddMetric(JsonElement metric)
    {
        var name = Either(metric, "MetricName", "name").AsText() ?? metric.Text("metricName");
        var space = Either(metric, "Namespace", "namespace").AsText();
        if (name is null || space is null || IsTooMany)
        {
            return;
        }

        var found = new AlarmMetric(space, name);
        if (!_metrics.Contains(found))
        {
            _metrics.Add(found);
        }

        AddDimensions(Either(metric, "Dimensions", "dimensions"));
    }

    /// <summary>Dimensions as an object or as a list; two metrics that share one name it once.</summary>
    public void AddDimensions(JsonElement dimensions)
    {
        foreach (var item in dimensions.Items())
        {
            Add(Either(item, "name", "Name").AsText(), Either(item, "value", "Value").AsText());
        }

        if (dimensions.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in dimensions.EnumerateObject())
            {
                Add(NameOf(property), property.Value.AsText());
            }
        }
    }

    internal static JsonElement Either(JsonElement element, string one, string other)
    {
        var found = element.Member(one);
        return found.ValueKind == JsonValueKind.Undefined ? element.Member(other) : found;
    }

    private static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: no dimension is called that.
            return null;
        }
    }

    private void Add(string? name, string? value)
    {
        if (name is null || value is null || IsTooMany)
        {
            return;
        }

        var dimension = new AlarmDimension(name, value);
        if (_seen.Add(dimension))
        {
            _dimensions.Add(dimension);
        }
    }
}
