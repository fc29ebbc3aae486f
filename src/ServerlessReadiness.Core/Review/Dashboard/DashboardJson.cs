using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Review.Dashboard;

/// <summary>Writes a dashboard as CloudWatch documents its body.</summary>
internal static class DashboardJson
{
    private const int Minute = 60;
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    // The text is a parameter of a call, never part of a page.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(
        CompiledPlan plan,
        IReadOnlyList<(DashboardWidget Widget, WidgetPlace Place)> widgets,
        string regionOfStack)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, Options))
        {
            json.WriteStartObject();
            json.WriteString("start", "-PT3H");

            // Without it CloudWatch draws longer periods when a longer time is looked at.
            json.WriteString("periodOverride", "inherit");
            json.WriteStartArray("widgets");
            foreach (var (widget, place) in widgets)
            {
                Widget(json, plan, widget, place, regionOfStack);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    private static void Widget(
        Utf8JsonWriter json,
        CompiledPlan plan,
        DashboardWidget widget,
        WidgetPlace place,
        string regionOfStack)
    {
        json.WriteStartObject();
        json.WriteString("type", widget switch
        {
            DashboardWidget.Graph => "metric",
            DashboardWidget.Logs => "log",
            _ => "text",
        });
        json.WriteNumber("x", place.X);
        json.WriteNumber("y", place.Y);
        json.WriteNumber("width", place.Width);
        json.WriteNumber("height", place.Height);
        json.WriteStartObject("properties");
        switch (widget)
        {
            case DashboardWidget.Graph graph:
                Graph(json, plan, graph, regionOfStack);
                break;
            case DashboardWidget.Logs logs:
                json.WriteString("title", logs.Title);
                json.WriteString("region", logs.Region);
                json.WriteString("view", "timeSeries");
                json.WriteBoolean("stacked", value: false);
                json.WriteString("query", logs.Query);
                break;
            case DashboardWidget.Text words:
                json.WriteString("markdown", words.Markdown);
                break;
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Graph(Utf8JsonWriter json, CompiledPlan plan, DashboardWidget.Graph graph, string regionOfStack)
    {
        // An account is named only where there are several: one that is not shared with the dashboard's shows nothing.
        var accounts = plan.Components.Select(c => c.Resource.Account)
            .Concat(plan.Metrics.Select(m => m.Account))
            .Distinct()
            .Count();
        json.WriteString("title", graph.Title);
        json.WriteString("view", "timeSeries");
        json.WriteBoolean("stacked", graph.IsStacked);
        json.WriteString("region", regionOfStack);
        json.WriteNumber("period", Minute);
        json.WriteStartArray("metrics");
        foreach (var line in graph.Lines)
        {
            Line(json, line, withAccount: accounts > 1 && line.Account.Length > 0);
        }

        json.WriteEndArray();
        Phases(json, plan);
    }

    private static void Line(Utf8JsonWriter json, DashboardLine line, bool withAccount)
    {
        json.WriteStartArray();
        json.WriteStringValue(line.Namespace);
        json.WriteStringValue(line.Metric);
        foreach (var dimension in line.Dimensions)
        {
            json.WriteStringValue(dimension.Name);
            json.WriteStringValue(dimension.Value);
        }

        json.WriteStartObject();
        json.WriteString("label", line.Label);
        json.WriteString("region", line.Region);
        json.WriteString("stat", line.Statistic);
        if (line.IsRight)
        {
            json.WriteString("yAxis", "right");
        }

        if (withAccount)
        {
            json.WriteString("accountId", line.Account);
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>Lines where the phases begin, so that a bend is seen for what it is.</summary>
    private static void Phases(Utf8JsonWriter json, CompiledPlan plan)
    {
        (string Label, DateTimeOffset At)[] phases =
            [("prewarm", plan.Schedule.Prewarm), ("live", plan.Schedule.Live), ("cooldown", plan.Schedule.Cooldown)];
        json.WriteStartObject("annotations");
        json.WriteStartArray("vertical");
        foreach (var (label, at) in phases)
        {
            json.WriteStartObject();
            json.WriteString("label", label);
            json.WriteString("value", at.UtcDateTime.ToString(Instant));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
