using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Review.Canary;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Core.Review;

/// <summary>How alarms come to us and to people.</summary>
public sealed partial record ReviewFacts
{
    /// <summary>Alarms that the plan relies on, and those through which they act.</summary>
    public Seen<AlarmPathView> Alarms { get; init; } = NotLooked.At<AlarmPathView>();

    /// <summary>Which of their histories could not be read; the alarms themselves are known all the same.</summary>
    public EquatableList<string> AlarmHistoriesUnread { get; init; } = [];

    /// <summary>The topics that those alarms name.</summary>
    public Seen<AlarmTopicView> AlarmTopics { get; init; } = NotLooked.At<AlarmTopicView>();

    /// <summary>Mute rules that are in force or scheduled, for alarms of the event.</summary>
    public Seen<AlarmMuteView> AlarmMutes { get; init; } = NotLooked.At<AlarmMuteView>();

    /// <summary>The topic from which people are told.</summary>
    public Seen<AlarmTopicView> Notified { get; init; } = NotLooked.At<AlarmTopicView>();

    /// <summary>Ways to our AlarmResponder.</summary>
    public AlarmRoutes AlarmRoutes { get; init; } = AlarmRoutes.None;

    /// <summary>The last proof that an alarm comes to a person; none when nobody tried.</summary>
    public Seen<CanaryRecord> Canaries { get; init; } = NotLooked.At<CanaryRecord>();

    /// <summary>What was measured as normal; none when nobody did.</summary>
    public Seen<MetricBaseline> Baselines { get; init; } = NotLooked.At<MetricBaseline>();
}
