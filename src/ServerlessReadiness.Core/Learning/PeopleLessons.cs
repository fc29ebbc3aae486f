using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans.Runbooks;
using P = ServerlessReadiness.Core.Learning.LessonPhrase;

namespace ServerlessReadiness.Core.Learning;

/// <summary>Questions that nobody answered, and contacts who never did.</summary>
internal static class PeopleLessons
{
    private static readonly string[] Answering = ["owner", "operator"];

    public static IEnumerable<Lesson> Expired(LessonContext context)
    {
        var expired = context.Facts.Runs
            .SelectMany(r => r.Steps.Select((step, index) => (Run: r, Step: step, Index: index)))
            .Where(s => s.Step.Approval is { Granted: not null, By: null } or { Granted: null, AnsweredAt: not null })
            .GroupBy(s => (s.Run.Runbook, s.Step.Step.Name));
        foreach (var group in expired)
        {
            var (run, step, index) = group.First();
            if (context.Plan.FindRunbook(group.Key.Runbook)?.Steps.FirstOrDefault(s => s.Name == group.Key.Name) is not
                { Approval: { } terms })
            {
                continue;
            }

            var value = LessonContext.Minutes(terms.ExpiresAfter * 2);
            var place = $"[{LessonContext.Whole(index)}].approval.expiresAfter";
            var path = $"runbooks.{run.Runbook}{place}";
            yield return new Lesson(
                LessonKind.ApprovalExpired,
                path,
                LessonContext.Minutes(terms.ExpiresAfter),
                value,
                context.Say(
                    P.ApprovalEvidence,
                    run.Runbook.Value,
                    step.Step.Name,
                    LessonContext.Whole(group.Count()),
                    context.Wording.DateTime(step.Approval!.AskedAt),
                    string.Join(", ", terms.Roles),
                    context.Say(terms.OnExpiry == ApprovalDefault.Approve ? P.SilenceApproved : P.SilenceRejected)),
                Confidence.Medium,
                [new PlanEdit(path, value) { Otherwise = $"runbooks.{run.Runbook}.steps{place}" }]);
        }
    }

    public static IEnumerable<Lesson> Silent(LessonContext context)
    {
        var people = context.Facts.Journal.Where(l => l.Kind == JournalKind.Person).ToList();
        var isAsked = context.Facts.Issues.Count > 0 || context.Facts.Journal.Any(l => l.Kind == JournalKind.Page);
        for (var i = 0; i < context.Plan.Contacts.Count && isAsked; i++)
        {
            var contact = context.Plan.Contacts[i];
            var isHeard = people.Exists(l => Names(l, contact.Name) || Names(l, contact.Address))
                || context.Facts.Issues.Any(s => s.Owner is { } owner
                    && (owner.Contains(contact.Name, StringComparison.OrdinalIgnoreCase)
                        || owner.Contains(contact.Address, StringComparison.OrdinalIgnoreCase)));
            if (!isHeard && Answering.Contains(contact.Role))
            {
                yield return new Lesson(
                    LessonKind.ContactSilent,
                    $"contacts[{LessonContext.Whole(i)}]",
                    contact.Name,
                    context.Say(P.ContactDo),
                    context.Say(P.ContactEvidence, contact.Name, contact.Role),
                    Confidence.Low,
                    []);
            }
        }
    }

    private static bool Names(JournalEntry line, string text) =>
        (line.Cause ?? "").Contains(text, StringComparison.OrdinalIgnoreCase)
        || line.Reason.Contains(text, StringComparison.OrdinalIgnoreCase);
}
