using ServerlessReadiness.Core.Phases.Prewarm;
using ServerlessReadiness.Core.Plans.Capacity;
using P = ServerlessReadiness.Core.Learning.LessonPhrase;

namespace ServerlessReadiness.Core.Learning;

/// <summary>Stages that took longer than the plan gave them.</summary>
internal static class LeadTimeLessons
{
    private const double Margin = 1.25;

    /// <summary>A stage that took more than this share of its time was luck.</summary>
    private const double Tight = 0.9;

    private const int RoundedToMinutes = 5;

    public static IEnumerable<Lesson> Of(LessonContext context)
    {
        foreach (var record in context.Facts.Stages?.Stages ?? [])
        {
            var stage = context.Facts.Plan.Stages.FirstOrDefault(s => s.Number == record.Number);
            if (stage is null || record is not { BegunAt: { } begun, EndedAt: { } ended })
            {
                continue;
            }

            // A late beginning is not the stage's own doing, and is not learnt from.
            var given = stage.ProceedAnywayAt - stage.At;
            var took = ended - begun;
            if (record.State == StageState.GivenUp || took > given * Tight)
            {
                foreach (var lesson in Longer(context, record, stage, took))
                {
                    yield return lesson;
                }
            }
        }
    }

    private static IEnumerable<Lesson> Longer(
        LessonContext context,
        StageRecord record,
        PrewarmStage stage,
        TimeSpan took)
    {
        var given = stage.ProceedAnywayAt - stage.At;
        var minutes = Math.Ceiling(took.TotalMinutes * Margin / RoundedToMinutes) * RoundedToMinutes;
        var isGivenUp = record.State == StageState.GivenUp;

        // Which of a stage's components was slow is known when some of them were not in service.
        var slow = record.Goals.Where(g => !isGivenUp || !g.IsInService).Select(g => g.Component).Distinct();
        foreach (var name in slow.Where(n => context.Plan.FindComponent(n) is not null))
        {
            var value = LessonContext.Minutes(TimeSpan.FromMinutes(minutes));
            yield return new Lesson(
                LessonKind.LeadTime,
                $"components.{name}.leadTime",
                LessonContext.Minutes(given),
                value,
                context.Say(
                    isGivenUp ? P.LeadGivenUpEvidence : P.LeadEvidence,
                    LessonContext.Whole(record.Number),
                    name.Value,
                    context.Wording.Duration(took),
                    context.Wording.Duration(given),
                    context.Wording.DateTime(record.BegunAt!.Value)),
                isGivenUp ? context.Measured : Confidence.Low,
                [new PlanEdit($"components.{name}.leadTime", value)]);
        }
    }
}
