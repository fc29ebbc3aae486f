using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.PostMortems;
using P = ServerlessReadiness.Core.Learning.LessonPhrase;

namespace ServerlessReadiness.Core.Learning;

/// <summary>Alarms that fired for nothing, or when it was too late.</summary>
internal static class AlarmLessons
{
    private const int OftenEnough = 3;
    private const int StepPercent = 10;
    private const int HighestPercent = 95;
    private const int LowestPercent = 40;
    private static readonly TimeSpan TooLate = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SameTrouble = TimeSpan.FromMinutes(15);

    public static IEnumerable<Lesson> Of(LessonContext context)
    {
        var episodes = AlarmEpisodes.Of(context.Facts);
        for (var i = 0; i < context.Plan.Responses.Count; i++)
        {
            var response = context.Plan.Responses[i];
            if (response is not { Role: AlarmRole.Trigger, Alarm.NamePattern: { } pattern })
            {
                continue;
            }

            var fired = episodes.Where(e => ResponseMatcher.MatchesName(pattern, e.Alarm.Name)).ToList();
            if (fired.Count >= OftenEnough && !fired.Exists(e => e.Started))
            {
                yield return WithoutConsequence(context, response, i, fired);
            }
            else if (Late(context, fired) is { } late)
            {
                yield return late.Lesson(context, response, i);
            }
        }
    }

    private static Lesson WithoutConsequence(
        LessonContext context,
        Response response,
        int index,
        List<AlarmEpisode> fired)
    {
        var usual = fired.SelectMany(e => e.Decisions).GroupBy(d => d.Verdict).MaxBy(g => g.Count())!;
        var change = Change(response, index, +StepPercent);
        return new Lesson(
            LessonKind.AlarmWithoutConsequence,
            change?.Path ?? $"responses[{index}]",
            PresentOf(context, response),
            change?.Value ?? context.Say(P.AlarmThinkAbout),
            context.Say(
                P.AlarmIdleEvidence,
                response.Alarm.NamePattern!,
                LessonContext.Whole(fired.Count),
                usual.Key,
                usual.First().Reason),
            Confidence.Low,
            change is null ? [] : [change]);
    }

    /// <summary>The longest that something was short of capacity before the alarm told of it; null for never.</summary>
    private static Lateness? Late(LessonContext context, List<AlarmEpisode> fired) =>
        (context.Facts.Measured.Strains ?? [])
        .SelectMany(s => fired
            .Where(e => e.Component == s.Component && e.From > s.From + TooLate && e.From < s.From + SameTrouble)
            .Select(e => new Lateness(e, s.From)))
        .OrderByDescending(l => l.By)
        .FirstOrDefault();

    // The alarm itself is in CloudWatch; the plan has what rehearsals take for it.
    private static PlanEdit? Change(Response response, int index, int by)
    {
        if (response.Model is not { Measure: AlarmMeasure.UsePercent } model)
        {
            return null;
        }

        var above = Math.Clamp(model.Above + by, LowestPercent, HighestPercent);
        return above == model.Above
            ? null
            : new PlanEdit($"responses[{index}].rehearse.above", $"{LessonContext.Whole(above)}%");
    }

    private static string PresentOf(LessonContext context, Response response) => response.Model is { } model
        ? $"{LessonContext.Whole(model.Above)}%"
        : context.Say(P.NotStated);

    private sealed record Lateness(AlarmEpisode Episode, DateTimeOffset Since)
    {
        public TimeSpan By => Episode.From - Since;

        public Lesson Lesson(LessonContext context, Response response, int index)
        {
            var change = Change(response, index, -StepPercent);
            return new Lesson(
                LessonKind.AlarmTooLate,
                change?.Path ?? $"responses[{index}]",
                PresentOf(context, response),
                change?.Value ?? context.Say(P.AlarmEarlier),
                context.Say(
                    P.AlarmLateEvidence,
                    Episode.Alarm.Name,
                    context.Wording.DateTime(Episode.From),
                    context.Wording.Duration(By)),
                Confidence.Low,
                change is null ? [] : [change]);
        }
    }
}
