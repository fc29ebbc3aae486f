using DiffPlex.Renderer;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Learning;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.PostMortems;
using ServerlessReadiness.Plans.Editing;

namespace ServerlessReadiness.Cli.Books;

/// <summary>What an event taught, worked into a plan's text.</summary>
/// <param name="Lessons">Everything that was learnt.</param>
/// <param name="Made">Those whose edits were made.</param>
/// <param name="LeftOut">Those whose edits could not be made, and why.</param>
/// <param name="Text">The plan's text with what was made.</param>
/// <param name="Diff">What that changes, as a unified diff; empty for nothing.</param>
internal sealed record LearnedPlan(
    IReadOnlyList<Lesson> Lessons,
    IReadOnlyList<Lesson> Made,
    IReadOnlyList<(Lesson Lesson, string Why)> LeftOut,
    string Text,
    string Diff)
{
    private const int ContextLines = 3;

    /// <summary>Those that a person has to think about.</summary>
    public IEnumerable<Lesson> Advice => Lessons.Where(l => l.Edits.Count == 0);

    /// <param name="plan">The next event's plan, as its text compiles.</param>
    /// <param name="text">Its text.</param>
    /// <param name="path">Its file.</param>
    /// <param name="facts">What happened.</param>
    /// <param name="wording">In which words evidence is written.</param>
    public static LearnedPlan Of(CompiledPlan plan, string text, string path, EventFacts facts, Wording wording)
    {
        var lessons = Core.Learning.Lessons.Of(plan, facts, wording);
        var withEdits = lessons.Where(l => l.Edits.Count > 0).ToList();
        var patched = PlanPatch.Apply(
            text,
            path,
            [.. withEdits.Select(l => new PlanChange(l.Edits, CommentOf(l, facts, wording)))]);
        return new LearnedPlan(
            lessons,
            [.. patched.Applied.Select(i => withEdits[i])],
            [.. patched.Refused.Select(r => (withEdits[r.Index], r.Why))],
            patched.Text,
            patched.Text == text ? "" : UnidiffRenderer.GenerateUnidiff(
                text,
                patched.Text,
                path,
                path,
                ignoreWhitespace: false,
                ignoreCase: false,
                ContextLines));
    }

    public static string CommentOf(Lesson lesson, EventFacts facts, Wording wording) => wording.Say(
        LessonPhrase.Comment,
        facts.Plan.Event.Value,
        wording.Say(lesson.Confidence switch
        {
            Confidence.High => LessonPhrase.ConfidenceHigh,
            Confidence.Medium => LessonPhrase.ConfidenceMedium,
            _ => LessonPhrase.ConfidenceLow,
        }),
        lesson.Evidence);
}
