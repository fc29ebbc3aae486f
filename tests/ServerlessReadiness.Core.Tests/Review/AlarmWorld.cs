using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Canary;
using ServerlessReadiness.Core.Review.Views;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Review;

/// <summary>A plan with one metric and one response, and an account in which their alarms do all that they should.</summary>
internal static class AlarmWorld
{
    public const string Account = "123456789012";
    public const string Region = "ap-northeast-2";
    public const string Topic = $"arn:aws:sns:{Region}:{Account}:alarms";
    public const string Pages = $"arn:aws:sns:{Region}:{Account}:pages";
    public const string Responder = $"arn:aws:lambda:{Region}:{Account}:function:responder";
    public const string Key = $"arn:aws:kms:{Region}:{Account}:key/k-1";

    public const string TopicPolicy = """
        {"Statement":[
          {"Effect":"Allow","Principal":{"Service":"cloudwatch.amazonaws.com"},"Action":"sns:Publish",
           "Resource":"arn:aws:sns:ap-northeast-2:123456789012:alarms",
           "Condition":{"StringEquals":{"aws:SourceAccount":"123456789012"},
             "ArnLike":{"aws:SourceArn":"arn:aws:cloudwatch:*:123456789012:alarm:*"}}},
          {"Effect":"Deny","Principal":"*","Action":"sns:Publish","Resource":"*",
           "Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}
        """;

    public const string KeyPolicy = """
        {"Statement":{"Effect":"Allow","Principal":{"Service":["sns.amazonaws.com","cloudwatch.amazonaws.com"]},
          "Action":["kms:Decrypt","kms:GenerateDataKey*"],"Resource":"*",
          "Condition":{"StringEquals":{"aws:SourceAccount":"123456789012"}}}}
        """;

    public static readonly DateTimeOffset Now = Make.T0.AddDays(-1);

    public static readonly PlanMetric Latency = new(
        "latency",
        Make.Component().Name,
        Account,
        Region,
        "AWS/ApplicationELB",
        "TargetResponseTime",
        [new AlarmDimension("LoadBalancer", "app/shop/1"), new AlarmDimension("TargetGroup", "t/1")],
        "p99",
        new MetricRange(0, 0.4));

    public static CompiledPlan Plan { get; } = LadderPlans.Plan with
    {
        Ladders = [],
        Metrics = [Latency],
        Responses =
        [
            Alarmed.Response with
            {
                Model = new AlarmModel(AlarmMeasure.UsePercent, 80, TimeSpan.FromMinutes(1), 3, 3),
            },
        ],
    };

    public static AlarmPathView Cpu { get; } = new(
        AlarmId.Of(Region, Account, "front cpu"),
        AlarmStateValue.Ok,
        ActionsEnabled: true,
        [Topic],
        [new WatchedMetric("AWS/EC2", "CPUUtilization", [new AlarmDimension("AutoScalingGroupName", "web")])],
        new AlarmThreshold(80, IsAbove: true, IsOfMath: false, "Average"),
        MissingData.Missing,
        []);

    public static AlarmPathView Slow { get; } = Cpu with
    {
        Alarm = AlarmId.Of(Region, Account, "slow"),

        // CloudWatch keeps dimensions in an order of its own.
        Metrics = [new WatchedMetric(Latency.Namespace, Latency.MetricName, [.. Latency.Dimensions.Reverse()])],
        Threshold = new AlarmThreshold(0.5, IsAbove: true, IsOfMath: false, "p99"),
    };

    public static AlarmTopicView AlarmTopic { get; } = new(
        Topic,
        TopicPolicy,
        new AlarmKeyView(Key, IsAwsManaged: false, "Enabled", KeyPolicy),
        [new SubscriptionView("lambda", Responder, IsConfirmed: true)]);

    public static AlarmTopicView PageTopic { get; } = new(
        Pages,
        "",
        null,
        [new SubscriptionView("email", "a@example.com", true), new SubscriptionView("https", "https://page.example.com", true)]);

    public static CanaryRecord Proof { get; } =
        CanaryRecord.New(Plan.Event, AlarmId.Of(Region, Account, CanaryAlarm.NameOf(Plan.Event)), Now.AddDays(-1), "kim") with
        {
            State = CanaryState.Acknowledged,
            IsReset = true,
        };

    public static ReviewFacts Facts { get; } = new ReviewFacts(Plan, Now)
    {
        Alarms = Seen(Cpu, Slow),
        AlarmTopics = Seen(AlarmTopic),
        AlarmMutes = Seen<AlarmMuteView>(),
        Notified = Seen(PageTopic),
        AlarmRoutes = new AlarmRoutes(Topic, Responder, null),
        Canaries = Seen(Proof),
        Baselines = Seen<MetricBaseline>(),
    };

    public static Seen<T> Seen<T>(params T[] items) => new(EquatableList.From(items), []);
}
