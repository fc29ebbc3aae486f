namespace ServerlessReadiness.Core.Learning;

/// <summary>Something that an event taught for the next one's plan.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Path">Where in the plan's YAML.</param>
/// <param name="Present">What the plan has there.</param>
/// <param name="Proposed">What is proposed, in words or as the value.</param>
/// <param name="Evidence">Numbers, times and places in the journal, in one line.</param>
/// <param name="Confidence">How far it can be relied on.</param>
/// <param name="Edits">What to change, together or not at all; empty when a person has to think about it.</param>
public sealed record Lesson(
    LessonKind Kind,
    string Path,
    string Present,
    string Proposed,
    string Evidence,
    Confidence Confidence,
    EquatableList<PlanEdit> Edits);
