using P = ServerlessReadiness.Core.Learning.LessonPhrase;

namespace ServerlessReadiness.Core.Learning;

/// <summary>What was normal before this event is stated for the next, so that it does not hang on one day.</summary>
internal static class BaselineLessons
{
    public static IEnumerable<Lesson> Of(LessonContext context)
    {
        if (context.Facts.Baseline is not { } baseline)
        {
            yield break;
        }

        foreach (var captured in baseline.Ranges)
        {
            if (captured.Range is not { } range
                || context.Plan.Metrics.FirstOrDefault(m => m.Name == captured.Metric) is not { Baseline: null } metric)
            {
                continue;
            }

            var value = $"{{ low: {LessonContext.Number((decimal)range.Low)}, "
                + $"high: {LessonContext.Number((decimal)range.High)} }}";
            var path = $"metrics.{metric.Name}.baseline";
            yield return new Lesson(
                LessonKind.Baseline,
                path,
                context.Say(P.NotStated),
                value,
                context.Say(P.BaselineEvidence, metric.Name, context.Wording.DateTime(baseline.CapturedAt)),
                context.Facts.Measured.IsRehearsed ? Confidence.Low : Confidence.Medium,
                [new PlanEdit(path, value)]);
        }
    }
}
