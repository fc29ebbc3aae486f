using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Plans;

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
    public const int SchemaNow = 1;

    /// <summary>Spends kept at most: a bound on the document, far above any sensible budget.</summary>
    public const int SpendsMax = 200;

    public static int SchemaLatest => SchemaNow;

    public static ComponentState New(ComponentName component) => new(component, null, []);
}
