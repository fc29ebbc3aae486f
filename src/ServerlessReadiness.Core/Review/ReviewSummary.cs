using System.Globalization;
using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Core.Review;

/// <summary>A review in a few numbers, kept for the trend.</summary>
/// <param name="Event">The event.</param>
/// <param name="At">When.</param>
/// <param name="PlanVersion">The plan version that was reviewed.</param>
/// <param name="Readiness">Whether the event can be held.</param>
/// <param name="Yes">Items answered yes.</param>
/// <param name="No">Items answered no.</param>
/// <param name="NotApplicable">Items that do not apply.</param>
/// <param name="CouldNotTell">Items without an answer.</param>
/// <param name="Blockers">Ids of blockers that are answered no.</param>
/// <param name="Risks">Ids of the other items that keep it from a plain go.</param>
/// <param name="Schema">The document's schema.</param>
public sealed record ReviewSummary(
    EventId Event,
    DateTimeOffset At,
    int PlanVersion,
    Readiness Readiness,
    int Yes,
    int No,
    int NotApplicable,
    int CouldNotTell,
    EquatableList<string> Blockers,
    EquatableList<string> Risks,
    [property: JsonRequired] int Schema = ReviewSummary.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 1;

    public static int SchemaLatest => SchemaNow;

    /// <summary>Items that apply, answered or not.</summary>
    [JsonIgnore]
    public int Applies => Yes + No + CouldNotTell;

    /// <summary>Yes of all that apply, in percent; null when nothing applies.</summary>
    [JsonIgnore]
    public decimal? Score => Applies > 0 ? Math.Round(Yes * 100m / Applies, 1) : null;

    /// <summary>All numbers, blockers and risks in a sentence.</summary>
    [JsonIgnore]
    public string Words
    {
        get
        {
            var score = Score is { } known ? string.Create(CultureInfo.InvariantCulture, $", score {known:0.#} %") : "";
            var blockers = Blockers.Count == 0 ? "" : $"; blockers: {string.Join(", ", Blockers)}";
            var risks = Risks.Count == 0 ? "" : $"; risks: {string.Join(", ", Risks)}";
            return $"{Yes} yes, {No} no, {CouldNotTell} could not be told, {NotApplicable} not applicable"
                + $"{score}{blockers}{risks}";
        }
    }

    public static ReviewSummary Of(
        EventId eventId,
        DateTimeOffset at,
        int planVersion,
        IReadOnlyList<ItemStatus> items)
    {
        var blockers = items.Where(i => i is { Item.Severity: Severity.Blocker, Answer: ReviewAnswer.No }).ToList();
        var risks = items
            .Where(i => !blockers.Contains(i))
            .Where(i => i is { Item.Severity: >= Severity.High, Answer: ReviewAnswer.No }
                or { Item.Severity: Severity.Blocker, Answer: ReviewAnswer.CouldNotTell })
            .ToList();
        return new ReviewSummary(
            eventId,
            at,
            planVersion,
            blockers.Count > 0 ? Readiness.NoGo : risks.Count > 0 ? Readiness.GoWithRisks : Readiness.Go,
            Count(items, ReviewAnswer.Yes),
            Count(items, ReviewAnswer.No),
            Count(items, ReviewAnswer.NotApplicable),
            Count(items, ReviewAnswer.CouldNotTell),
            EquatableList.From(blockers.Select(i => i.Item.Id)),
            EquatableList.From(risks.Select(i => i.Item.Id)));
    }

    private static int Count(IReadOnlyList<ItemStatus> items, ReviewAnswer answer) => items.Count(i => i.Answer == answer);
}
