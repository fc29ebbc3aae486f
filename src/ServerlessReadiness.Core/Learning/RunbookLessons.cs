using ServerlessReadiness.Core.Runbooks;
using P = ServerlessReadiness.Core.Learning.LessonPhrase;

namespace ServerlessReadiness.Core.Learning;

/// <summary>Runbooks that nobody used, and those that never worked.</summary>
internal static class RunbookLessons
{
    public static IEnumerable<Lesson> Unused(LessonContext context)
    {
        var used = context.Facts.Runs.Select(r => r.Runbook).ToHashSet();

        // One of a contingency is there for what did not happen.
        var kept = context.Plan.Contingencies.Select(c => c.Runbook)
            .Concat(context.Plan.Contingencies.Select(c => c.Back).OfType<Plans.Runbooks.RunbookName>())
            .ToHashSet();
        foreach (var runbook in context.Plan.Runbooks.Where(r => !used.Contains(r.Name) && !kept.Contains(r.Name)
            && context.Facts.Plan.FindRunbook(r.Name) is not null))
        {
            var alarms = context.Plan.Responses.Where(r => r.Runbook == runbook.Name)
                .Select(r => r.Alarm.NamePattern ?? r.Alarm.MetricName ?? r.Name)
                .ToList();
            yield return new Lesson(
                LessonKind.RunbookUnused,
                $"runbooks.{runbook.Name}",
                context.Say(P.Unchanged),
                context.Say(P.RunbookUnusedDo),
                alarms.Count == 0
                    ? context.Say(P.RunbookUnusedEvidence, runbook.Name.Value)
                    : context.Say(P.RunbookUnusedAlarmEvidence, runbook.Name.Value, string.Join(", ", alarms)),
                Confidence.Low,
                []);
        }
    }

    public static IEnumerable<Lesson> Failed(LessonContext context)
    {
        foreach (var group in context.Facts.Runs
            .Where(r => r.IsOver && context.Plan.FindRunbook(r.Runbook) is not null)
            .GroupBy(r => r.Runbook))
        {
            if (group.Any(r => r.State == RunState.Done))
            {
                continue;
            }

            var last = group.MaxBy(r => r.CreatedAt)!;
            yield return new Lesson(
                LessonKind.RunbookFailed,
                $"runbooks.{group.Key}",
                context.Say(P.Unchanged),
                context.Say(P.RunbookFailedDo),
                context.Say(
                    P.RunbookFailedEvidence,
                    group.Key.Value,
                    LessonContext.Whole(group.Count()),
                    last.Id.Value,
                    last.Reason),
                group.Count() > 1 ? Confidence.Medium : Confidence.Low,
                []);
        }
    }
}
