using System.Text;
using ServerlessReadiness.Cli.Local;
using ServerlessReadiness.Functions.Signals;
using YamlDotNet.RepresentationModel;

namespace ServerlessReadiness.Cli.Tests;

/// <summary>send gives each signal to the function that the deployed template would.</summary>
public sealed class WiringTests
{
    private const string Sns = """
        {"Records":[{"EventSource":"aws:sns","Sns":{"Message":"{}","TopicArn":"arn:aws:sns:eu-west-1:123456789012:NAME"}}]}
        """;

    private static readonly YamlMappingNode Resources = Template();

    [Theory]
    [InlineData("sns-metric-alarm", "AlarmResponder")]
    [InlineData("sns-message-is-not-json", "AlarmResponder")]
    [InlineData("sns-raw-json", "AlarmResponder")]
    [InlineData("direct-metric-alarm", "AlarmResponder")]
    [InlineData("eventbridge-composite", "AlarmResponder")]
    [InlineData("not-json-at-all", "AlarmResponder")]
    [InlineData("wrong-envelope-s3", "AlarmResponder")]
    [InlineData("sqs-redriven-on-failure-destination", "AlarmResponder")]
    [InlineData("lifecycle-launching", "LifecycleResponder")]
    [InlineData("lifecycle-terminating", "LifecycleResponder")]
    [InlineData("lifecycle-test-notification", "LifecycleResponder")]
    [InlineData("fleet-launch-error", "LifecycleResponder")]
    [InlineData("eventbridge-lifecycle-terminating", "LifecycleResponder")]
    [InlineData("eventbridge-spot-interruption", "LifecycleResponder")]
    [InlineData("eventbridge-instance-without-state", "LifecycleResponder")]
    [InlineData("eventbridge-health-issue", "LifecycleResponder")]
    [InlineData("sns-command-hold", "OperatorCommands")]
    [InlineData("sns-command-without-reason", "OperatorCommands")]
    [InlineData("schedule-rule", "Clock")]
    [InlineData("schedule-reporter", "Reporter")]
    [InlineData("schedule-reviewer", "Reviewer")]
    [InlineData("schedule-scheduler-string-detail", "Clock")]
    [InlineData("run-due", "Executor")]
    [InlineData("command-due", "Executor")]
    public void Each_kind_of_sample_goes_to_its_function(string sample, string function) =>
        Assert.Equal(function, FunctionFor(File.ReadAllText(ToolRun.Signal(sample))));

    [Fact]
    public void Every_rule_of_the_template_is_followed()
    {
        var checkedEvents = 0;
        foreach (var (_, rule) in OfType("AWS::Events::Rule"))
        {
            var properties = Map(rule, "Properties");
            var function = Text(Map(List(properties, "Targets")[0]), "Arn").Split('.')[0];
            var pattern = Map(properties, "EventPattern");
            foreach (var source in List(pattern, "source"))
            {
                foreach (var type in List(pattern, "detail-type"))
                {
                    var payload = $$"""{"source":"{{source}}","detail-type":"{{type}}","detail":{ } }""";
                    Assert.Equal((payload, function), (payload, FunctionFor(payload)));
                    checkedEvents++;
                }
            }
        }

        Assert.True(checkedEvents > 10, $"Only {checkedEvents} events were found in the template.");
    }

    [Fact]
    public void Every_subscription_and_schedule_of_the_template_is_followed()
    {
        var topics = new List<string>();
        foreach (var (function, resource) in OfType("AWS::Serverless::Function"))
        {
            foreach (var trigger in Map(resource, "Properties").Children
                .Where(p => p.Key.ToString() == "Events")
                .SelectMany(p => Map(p.Value).Children.Values)
                .Select(Map))
            {
                var topic = Text(trigger, "Type") == "SNS" ? Text(Map(trigger, "Properties"), "Topic") : null;
                var payload = topic is null
                    ? $$"""
                        {"source":"aws.events","detail-type":"Scheduled Event","time":"2026-11-27T00:40:00Z","detail":{},
                        "resources":["arn:aws:events:us-east-1:123456789012:rule/stack-{{function}}Beat-1A2B3C"]}
                        """
                    : Sns.Replace("NAME", $"stack-{topic}-1A2B3C", StringComparison.Ordinal);
                Assert.Equal((payload, function), (payload, FunctionFor(payload)));
                topics.Add(topic ?? "schedule");
            }
        }

        Assert.Equal(
            ["AlarmTopic", "LifecycleTopic", "OperatorCommandsTopic", "schedule", "schedule", "schedule"],
            topics.Order());
    }

    [Theory]
    [InlineData("""{"event":"sale","reason":"x","command":{"do":"pause"}}""", "OperatorCommands")]
    [InlineData("""{"Records":[{"eventSource":"aws:sqs","body":"{\"source\":\"serverless-readiness\"}"}]}""", "Executor")]
    [InlineData(Sns, "AlarmResponder")]
    [InlineData("""{"Records":[]}""", "AlarmResponder")]
    [InlineData("[]", "AlarmResponder")]
    public void What_came_bare_or_as_a_letter_goes_where_its_content_belongs(string payload, string function) =>
        Assert.Equal(function, FunctionFor(payload));

    private static string FunctionFor(string payload)
    {
        var bytes = Encoding.UTF8.GetBytes(payload);
        return Wiring.FunctionFor(bytes, SignalReader.Read(bytes, MotoFixture.Region));
    }

    private static YamlMappingNode Template()
    {
        using var reader = File.OpenText(Path.Combine(AppContext.BaseDirectory, "template.yaml"));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return Map(yaml.Documents[0].RootNode, "Resources");
    }

    private static IEnumerable<(string Name, YamlMappingNode Resource)> OfType(string type) => Resources.Children
        .Select(r => (Name: r.Key.ToString(), Resource: Map(r.Value)))
        .Where(r => Text(r.Resource, "Type") == type);

    private static YamlMappingNode Map(YamlNode node) => Assert.IsType<YamlMappingNode>(node);

    private static YamlMappingNode Map(YamlNode node, string key) => Map(Map(node).Children[key]);

    private static YamlSequenceNode List(YamlNode node, string key) =>
        Assert.IsType<YamlSequenceNode>(Map(node).Children[key]);

    private static string Text(YamlNode node, string key) => Map(node).Children[key].ToString();
}
