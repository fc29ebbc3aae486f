using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Core.Phases.Watches;

/// <summary>
/// What the event has cost beyond the normal. Written when it changes, so between two writings the units stand still.
/// </summary>
/// <param name="Event">The event.</param>
/// <param name="At">Up to when it is counted.</param>
/// <param name="Total">Spent until then, in the plan's currency.</param>
/// <param name="UnitHours">Extra units times hours until then.</param>
/// <param name="Components">The extra units since then.</param>
/// <param name="LimitPagedAt">When a person was last called because it is too much.</param>
/// <param name="Schema">The document's schema.</param>
public sealed record SpendProgress(
    EventId Event,
    DateTimeOffset At,
    decimal Total,
    decimal UnitHours,
    EquatableList<ComponentSpend> Components,
    DateTimeOffset? LimitPagedAt,
    [property: JsonRequired] int Schema = SpendProgress.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 1;

    private const long TicksPerHour = TimeSpan.TicksPerHour;

    public static int SchemaLatest => SchemaNow;

    [JsonIgnore]
    public decimal BurnPerHour => Components.Sum(c => c.ExtraUnits * c.PricePerHour);

    /// <summary>Spent until an instant, should the units not have changed since.</summary>
    public decimal TotalAt(DateTimeOffset now) => Total + (BurnPerHour * HoursUntil(now));

    /// <summary>The same, counted up to an instant.</summary>
    public SpendProgress CountedTo(DateTimeOffset now) => this with
    {
        At = now,
        Total = TotalAt(now),
        UnitHours = UnitHours + (Components.Sum(c => c.ExtraUnits) * HoursUntil(now)),
    };

    private decimal HoursUntil(DateTimeOffset now) => Math.Max(0, (now - At).Ticks) / (decimal)TicksPerHour;
}
