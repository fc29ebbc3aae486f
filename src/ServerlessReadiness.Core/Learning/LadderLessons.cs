using System.Globalization;
using System.Text.RegularExpressions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans.Traffic;
using P = ServerlessReadiness.Core.Learning.LessonPhrase;

namespace ServerlessReadiness.Core.Learning;

/// <summary>Shed ladders that were never climbed, and those that did not reach far enough.</summary>
internal static partial class LadderLessons
{
    public static IEnumerable<Lesson> Of(LessonContext context)
    {
        foreach (var ladder in context.Plan.Ladders.Where(l => context.Facts.Plan.FindLadder(l.Component) is not null))
        {
            var climbed = context.Facts.Journal
                .Where(l => l.Component == ladder.Component && l.Verdict == "ladder Climbed")
                .Select(l => Level(l.Reason))
                .DefaultIfEmpty(0)
                .Max();
            var over = context.Facts.Journal.Where(l => l.Component == ladder.Component
                && l.Verdict == nameof(AlarmVerdict.TopOfLadder)).ToList();
            if (over.Count > 0)
            {
                yield return Lesson(
                    context,
                    ladder,
                    LessonKind.LadderTooShort,
                    P.LadderShortDo,
                    context.Say(
                        P.LadderShortEvidence,
                        ladder.Component.Value,
                        LessonContext.Whole(over.Count),
                        context.Wording.DateTime(over[0].At)),
                    Confidence.Medium);
            }
            else if (climbed < ladder.Levels.Count)
            {
                yield return Lesson(
                    context,
                    ladder,
                    LessonKind.LadderUnused,
                    P.LadderUnusedDo,
                    climbed == 0
                        ? context.Say(P.LadderNeverEvidence, ladder.Component.Value)
                        : context.Say(
                            P.LadderUnusedEvidence,
                            ladder.Component.Value,
                            LessonContext.Whole(climbed),
                            string.Join(", ", ladder.Levels.Skip(climbed).Select(l => l.Name))),
                    Confidence.Low);
            }
        }
    }

    private static Lesson Lesson(
        LessonContext context,
        ShedLadder ladder,
        LessonKind kind,
        P proposal,
        string evidence,
        Confidence confidence) => new(
        kind,
        $"shedding.{ladder.Component}.levels",
        context.Say(P.Unchanged),
        context.Say(proposal),
        evidence,
        confidence,
        []);

    private static int Level(string reason) => LevelShape().Match(reason) is { Success: true } match
        ? int.Parse(match.Groups["level"].Value, CultureInfo.InvariantCulture)
        : 0;

    [GeneratedRegex("^level (?<level>[0-9]{1,3})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LevelShape();
}
