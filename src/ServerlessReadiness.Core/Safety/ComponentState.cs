using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Safety;

/// <summary>What automation remembers of a component while the event runs.</summary>
/// <param name="Component">The component.</param>
/// <param name="Hold">In force: nothing starts on it.</param>
/// <param name="Spends">What the budgets count; older than the longest window is dropped.</param>
/// <param name="Schema">The document's schema.</param>
public sealed record ComponentState(
    ComponentName Component,
    Hold? Hold,
    EquatableList<Spend> Spends,
    [property: JsonRequired] int Schema = ComponentState.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 2;

    /// <summary>Spends kept at most: a bound on the document, and so on every budget's count.</summary>
    public const int SpendsMax = 200;

    public static int SchemaLatest => SchemaNow;

    public static ComponentState New(ComponentName component) => new(component, null, []);

    /// <summary>With one more run counted. What no budget, cooldown or common cause looks at any more is dropped.</summary>
    /// <summary>How far its shed ladder has been climbed; null for never.</summary>
    [JsonRequired]
    public LadderState? Ladder { get; init; }

    public ComponentState Spent(Spend spend, Component limits)
    {
        var longest = Enum.GetValues<ActionClass>()
            .Select(limits.BudgetFor)
            .SelectMany(b => new[] { b.Window, b.Cooldown })
            .Append(limits.AlarmCooldown)
            .Max();
        var kept = Spends.Where(s => s.At > spend.At - longest).Append(spend);
        return this with { Spends = EquatableList.From(kept).TakeLast(SpendsMax) };
    }
}
