using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Core.Safety;

/// <summary>What the system knows of a resource that it touches.</summary>
/// <param name="Resource">The resource's key.</param>
/// <param name="Owner">The active event that it belongs to; one at most.</param>
/// <param name="Lease">The right to act, while a run holds it.</param>
/// <param name="LastFence">The highest fence ever given.</param>
/// <param name="RestorePoint">Captured with the first effect.</param>
/// <param name="InForce">The bounds that we set last; null while we set none.</param>
/// <param name="Schema">The document's schema.</param>
public sealed record ResourceState(
    string Resource,
    EventId Owner,
    Lease? Lease,
    long LastFence,
    RestorePoint? RestorePoint,
    Bounds? InForce,
    [property: JsonRequired] int Schema = ResourceState.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 1;

    public static int SchemaLatest => SchemaNow;

    /// <summary>Floors that Auto Scaling sets by itself, as we last knew: "armed outside us".</summary>
    [JsonRequired]
    public EquatableList<ArmedFloor> Armed { get; init; } = [];

    public static ResourceState New(string resource, EventId owner) => new(resource, owner, null, 0, null, null);
}
