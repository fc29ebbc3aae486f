using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Capacity;

/// <summary>How much more the account's quota allowed a component, when Clock last looked.</summary>
/// <param name="Component">The component.</param>
/// <param name="Headroom">Further units; null when the quota is not measurable.</param>
/// <param name="At">When it was read.</param>
/// <param name="Schema">The document's schema.</param>
public sealed record QuotaReading(
    ComponentName Component,
    int? Headroom,
    DateTimeOffset At,
    int Schema = QuotaReading.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 1;

    /// <summary>
    /// An older reading says nothing: capacity is then added without a quota's blessing rather than not.
    /// </summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(10);

    public static int SchemaLatest => SchemaNow;

    public int? HeadroomAt(DateTimeOffset now) => now - At <= FreshFor ? Headroom : null;
}
