using System.Text.Json;
using System.Text.RegularExpressions;
using ServerlessReadiness.Template.Tests.Support;

namespace ServerlessReadiness.Template.Tests;

/// <summary>The dashboard of the stack itself, as CloudWatch gets it.</summary>
public sealed partial class DashboardTests(StackFixture fixture)
{
    /// <summary>A dashboard shows this many alarms in one widget.</summary>
    private const int AlarmsMax = 100;

    /// <summary>Which resource each dimension names.</summary>
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["FunctionName"] = "AWS::Lambda::Function",
        ["QueueName"] = "AWS::SQS::Queue",
        ["TableName"] = "AWS::DynamoDB::Table",
        ["Table"] = "AWS::DynamoDB::Table",
        ["ApiId"] = "AWS::ApiGatewayV2::Api",
    };

    [Fact]
    public async Task Every_metric_is_of_something_that_the_stack_has()
    {
        var stack = await fixture.StackAsync();
        var metrics = Metrics(stack).ToArray();
        Assert.NotEmpty(metrics);
        Assert.All(metrics.SelectMany(m => m.Dimensions), d =>
        {
            switch (d.Name)
            {
                case "GlobalSecondaryIndexName":
                    Assert.Equal(Aws.State.TableDefinition.DueIndex, d.Value);
                    break;
                case "Function":
                    Assert.Contains(d.Value, stack.Functions.Keys);
                    break;
                default:
                    var resource = Token().Match(d.Value).Groups["resource"].Value;
                    Assert.Contains(resource, stack.OfType(Types[d.Name]).Keys);
                    break;
            }
        });
    }

    [Theory]
    [InlineData("Errors")]
    [InlineData("Throttles")]
    [InlineData("Duration")]
    [InlineData("ConcurrentExecutions")]
    public async Task Every_function_is_on_it(string metric)
    {
        var stack = await fixture.StackAsync();
        Assert.Equal(stack.Functions.Keys.Order(), Named(stack, "AWS/Lambda", metric, "FunctionName").Order());
    }

    [Fact]
    public async Task Every_queue_and_every_beat_is_on_it()
    {
        var stack = await fixture.StackAsync();
        Assert.Equal(
            stack.OfType("AWS::SQS::Queue").Keys.Order(),
            Named(stack, "AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName").Order());
        Assert.Equal(["Clock", "Reporter", "Reviewer"], Named(stack, "AWS/Lambda", "Invocations", "FunctionName").Order());
        Assert.Equal(["4xx", "5xx", "Count"], Metrics(stack)
            .Where(m => m.Namespace == "AWS/ApiGateway").Select(m => m.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_own_alarm_is_on_it()
    {
        var stack = await fixture.StackAsync();
        var widget = Widgets(stack).Single(w => w.Text("type") == "alarm");
        var shown = widget.At("properties", "alarms").Texts();
        Assert.True(shown.Count <= AlarmsMax);
        var variable = stack.Properties("Dashboard").At("DashboardBody", "Fn::Sub")[1].Text("Alarms", "Fn::Sub");
        Assert.EndsWith(":alarm:${AWS::StackName}", variable, StringComparison.Ordinal);
        Assert.Equal(
            stack.OfType("AWS::CloudWatch::Alarm").Values
                .Select(a => a.Text("Properties", "AlarmName", "Fn::Sub"))
                .Order(StringComparer.Ordinal),
            shown.Select(a => a.Replace("${Alarms}", "${AWS::StackName}", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Our_own_metrics_are_those_that_the_binary_writes()
    {
        var stack = await fixture.StackAsync();
        var code = Repository.Text("functions", "ServerlessReadiness.Bootstrap", "EmbeddedMetrics.cs");
        var names = Name().Matches(code).Select(m => m.Groups["name"].Value).ToArray();
        var own = Metrics(stack).Where(m => m.Namespace == names[0]).ToArray();
        Assert.Equal(names[1..].Order(), own.Select(m => m.Name).Distinct().Order());
        Assert.All(own, m => Assert.Equal(["Table", "Function"], m.Dimensions.Select(d => d.Name)));
    }

    [Fact]
    public async Task The_review_which_keeps_the_events_dashboards_cannot_replace_this_one()
    {
        var stack = await fixture.StackAsync();
        var reach = stack.Allowed("ReviewerRole").Single(s => s.Sid == "Dashboard").Resources.Single().Text("Fn::Sub");
        Assert.EndsWith(":dashboard/readiness-*", reach, StringComparison.Ordinal);
        Assert.Equal("stack-${AWS::StackName}", stack.Properties("Dashboard").Text("DashboardName", "Fn::Sub"));
    }

    [Fact]
    public async Task Widgets_do_not_lie_on_each_other()
    {
        const int Columns = 24;
        var taken = new HashSet<(int, int)>();
        Assert.All(Widgets(await fixture.StackAsync()), w =>
        {
            var (x, y) = (w.At("x").GetInt32(), w.At("y").GetInt32());
            Assert.True(x + w.At("width").GetInt32() <= Columns);
            for (var column = x; column < x + w.At("width").GetInt32(); column++)
            {
                for (var row = y; row < y + w.At("height").GetInt32(); row++)
                {
                    Assert.True(taken.Add((column, row)), w.Text("properties", "title"));
                }
            }
        });
    }

    private static IEnumerable<JsonElement> Widgets(Stack stack)
    {
        using var body = JsonDocument.Parse(stack.Properties("Dashboard").At("DashboardBody", "Fn::Sub")[0].GetString()!);
        return [.. body.RootElement.Clone().At("widgets").OneOrMore()];
    }

    private static IEnumerable<Metric> Metrics(Stack stack) => Widgets(stack)
        .Where(w => w.Text("type") == "metric")
        .SelectMany(w => w.At("properties", "metrics").OneOrMore())
        .Select(m => m.OneOrMore().Where(part => part.ValueKind == JsonValueKind.String).Select(p => p.GetString()!).ToArray())
        .Select(m => new Metric(m[0], m[1], [.. m[2..].Chunk(2).Select(pair => (pair[0], pair[1]))]));

    private static IEnumerable<string> Named(Stack stack, string space, string metric, string dimension) => Metrics(stack)
        .Where(m => m.Namespace == space && m.Name == metric)
        .Select(m => Token().Match(m.Dimensions.Single(d => d.Name == dimension).Value).Groups["resource"].Value);

    [GeneratedRegex(
        @"^\$\{(?<resource>\w+)(\.\w+)?\}$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();

    [GeneratedRegex(
        "const string \\w+ = \"(?<name>\\w+)\";",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();

    private sealed record Metric(string Namespace, string Name, IReadOnlyList<(string Name, string Value)> Dimensions);
}
