using System.Text;
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
    /// <summary>The patch's file where a rehearsal writes it.</summary>
    public const string FileName = "learnt.patch";

    private const int ContextLines = 3;

    /// <summary>Whether the event was live, so that it taught something about that.</summary>
    public required bool WasLive { get; init; }

    /// <summary>Whether it was played in a simulated account and not measured in a real one.</summary>
    public required bool IsRehearsed { get; init; }

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
                ContextLines))
        {
            WasLive = facts.WasLive,
            IsRehearsed = facts.Measured.IsRehearsed,
        };
    }

    /// <summary>A plan's text; null when it is a compiled one.</summary>
    public static async Task<string?> TextAsync(string path, CancellationToken cancellationToken)
    {
        var text = Encoding.UTF8.GetString(await InputFile.ReadAsync(path, "plan", cancellationToken));
        return text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n').StartsWith('{') ? null : text;
    }

    /// <summary>All of it as a patch: what is not the diff stands in comments.</summary>
    public IEnumerable<string> PatchLines()
    {
        if (IsRehearsed)
        {
            yield return "# Played in a simulated account, not measured: change the plan only where you believe it.";
        }

        if (!WasLive)
        {
            yield return "# The event was never live: only its preparation teaches something.";
        }

        foreach (var lesson in Advice)
        {
            yield return $"# {lesson.Path}: {lesson.Proposed}; {lesson.Evidence} ({Word(lesson.Confidence)})";
        }

        foreach (var (lesson, why) in LeftOut)
        {
            yield return $"# left out, {lesson.Path} to {lesson.Proposed}: {why}; {lesson.Evidence}";
        }

        if (Diff.Length == 0)
        {
            yield return "# Nothing to change in the plan.";
        }

        foreach (var line in Diff.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Where(l => l.Length > 0))
        {
            yield return line;
        }
    }

    public static string Word(Confidence confidence) => confidence.ToString().ToLowerInvariant();

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
