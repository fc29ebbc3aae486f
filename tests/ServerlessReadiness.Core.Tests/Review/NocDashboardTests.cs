using System.Text.Json;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Reporting;
using ServerlessReadiness.Core.Review.Dashboard;
using ServerlessReadiness.Core.Tests.Support;
using W = ServerlessReadiness.Core.Tests.Review.AlarmWorld;

namespace ServerlessReadiness.Core.Tests.Review;

/// <summary>Held against the documented structure of a dashboard's body.</summary>
public sealed class NocDashboardTests
{
    private static readonly string[] OfMetric =
        ["title", "view", "stacked", "region", "period", "metrics", "annotations"];

    private static readonly string[] OfLog = ["title", "region", "view", "stacked", "query"];
    private static readonly string[] OfLine = ["label", "region", "stat", "yAxis", "accountId"];

    [Fact]
    public void All_eight_kinds_are_drawn_from_a_plan_that_names_them()
    {
        var widgets = Widgets(Whole);
        Assert.Equal(["text", "metric", "metric", "metric", "metric", "metric", "metric", "log", "metric"], widgets.Select(Type));
        var text = NocDashboard.Compose(Whole, "us-east-1");
        string[] pieces = ["AutoScalingGroupName", "TargetResponseTime", "RequestCount", "DBInstanceIdentifier", "Orders", "SOURCE '/shop/web'", "CloudWatchSynthetics", "app/shop/50dc6c495c0c9188"];
        Assert.All(pieces, piece => Assert.Contains(piece, text, StringComparison.Ordinal));
        Assert.Equal(text, NocDashboard.Compose(Whole, "us-east-1"));
    }

    [Fact]
    public void A_kind_of_which_the_plan_says_nothing_says_what_to_add()
    {
        var bare = W.Plan with { Components = [Make.Component()], Metrics = [] };
        Assert.Equal(["text", "metric", "text", "text", "text", "text", "text", "text", "text"], Widgets(bare).Select(Type));
    }

    [Fact]
    public void Hundreds_of_groups_leave_the_other_kinds_their_place_and_500_metrics_are_the_most()
    {
        var many = Whole with
        {
            Components =
            [
                .. Whole.Components,
                .. Enumerable.Range(0, 400).Select(i => Make.Component(resource: Make.WebGroup with { Name = $"g{i}" })),
            ],
        };
        var widgets = Widgets(many);
        Assert.Equal(500, widgets.Where(w => Type(w) == "metric").Sum(w => w.GetProperty("properties").GetProperty("metrics").GetArrayLength()));
        Assert.Contains("more are not shown", widgets[1].GetProperty("properties").GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, widgets[8].GetProperty("properties").GetProperty("metrics").GetArrayLength());
    }

    private static CompiledPlan Whole { get; } = W.Plan with
    {
        Components =
        [
            Make.Component(),
            Make.Component(resource: Make.Door),
            Make.Component(resource: new Resource.Setting(W.Account, W.Region, SettingService.RdsInstance, "orders-db")),
            Make.Component(resource: new Resource.StandaloneInstances(W.Account, W.Region, [Make.Id(1)])),
        ],
        Metrics = [W.Latency, Ladders.Requests, W.Latency with { Name = "orders", Namespace = "Shop", MetricName = "Orders", Statistic = "Sum", Dimensions = [] }],
        Dashboard = new DashboardPlan("orders", "/shop/web", ["checkout"], null),
    };

    private static string Type(JsonElement widget) => widget.GetProperty("type").GetString()!;

    private static List<JsonElement> Widgets(CompiledPlan plan)
    {
        var body = JsonSerializer.Deserialize<JsonElement>(NocDashboard.Compose(plan, "us-east-1"));
        Assert.Equal(["start", "periodOverride", "widgets"], body.EnumerateObject().Select(p => p.Name));
        var widgets = body.GetProperty("widgets").EnumerateArray().ToList();
        var places = new HashSet<(int, int)>();
        foreach (var widget in widgets)
        {
            Assert.Equal(["type", "x", "y", "width", "height", "properties"], widget.EnumerateObject().Select(p => p.Name));
            var (x, y, width, height) = (Number(widget, "x"), Number(widget, "y"), Number(widget, "width"), Number(widget, "height"));
            Assert.InRange(x + width, 1, 24);
            Assert.InRange(height, 1, 1000);
            Assert.True(places.Add((x, y)), $"two widgets begin at {x}, {y}");
            Check(widget);
        }

        return widgets;
    }

    private static void Check(JsonElement widget)
    {
        var properties = widget.GetProperty("properties");
        var names = properties.EnumerateObject().Select(p => p.Name).ToList();
        switch (Type(widget))
        {
            case "text":
                Assert.Equal(["markdown"], names);
                break;
            case "log":
                Assert.Subset(OfLog.ToHashSet(), names.ToHashSet());
                Assert.StartsWith("SOURCE '", properties.GetProperty("query").GetString(), StringComparison.Ordinal);
                break;
            default:
                Assert.Subset(OfMetric.ToHashSet(), names.ToHashSet());
                Assert.Equal(60, Number(properties, "period"));
                foreach (var line in properties.GetProperty("metrics").EnumerateArray().Select(l => l.EnumerateArray().ToList()))
                {
                    // Namespace, metric, pairs of a dimension and its value, then how it is drawn.
                    Assert.Equal(1, line.Count % 2);
                    Assert.All(line.SkipLast(1), e => Assert.Equal(JsonValueKind.String, e.ValueKind));
                    Assert.Subset(OfLine.ToHashSet(), line[^1].EnumerateObject().Select(p => p.Name).ToHashSet());
                }

                break;
        }
    }

    private static int Number(JsonElement parent, string name) => parent.GetProperty(name).GetInt32();
}
