using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.PostMortems;

namespace ServerlessReadiness.Core.Learning;

/// <summary>
/// What an event taught, as proposals for the next one's plan. Each rule looks at one thing and says nothing where it
/// was not measured; an event that never was live teaches only what its preparation showed.
/// </summary>
public static class Lessons
{
    private static readonly IReadOnlyList<Func<LessonContext, IEnumerable<Lesson>>> WhenLive =
    [
        CapacityLessons.Components,
        CapacityLessons.Settings,

        // After the components: those that need less than the whole event's peak then have a factor of their own.
        CapacityLessons.Peak,
        AlarmLessons.Of,
        RunbookLessons.Unused,
        LadderLessons.Of,
        PeopleLessons.Silent,
    ];

    private static readonly IReadOnlyList<Func<LessonContext, IEnumerable<Lesson>>> Always =
    [
        CapacityLessons.NotReached,
        LeadTimeLessons.Of,
        RunbookLessons.Failed,
        PeopleLessons.Expired,
        BaselineLessons.Of,
    ];

    /// <param name="plan">The plan that they are for, which may be another than the event's own.</param>
    /// <param name="facts">What happened.</param>
    /// <param name="wording">In which words.</param>
    public static IReadOnlyList<Lesson> Of(CompiledPlan plan, EventFacts facts, Wording wording)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(wording);
        var context = new LessonContext(plan, facts, wording);
        return [.. (facts.WasLive ? WhenLive : []).Concat(Always).SelectMany(rule => rule(context))];
    }
}
