using System.Text.Json;

namespace ServerlessReadiness.SliceGenerator;

/// <summary>A member of a structure, or the item, key or value of a collection.</summary>
public sealed record Member
{
    public required string Name { get; init; }

    public required string Shape { get; init; }

    /// <summary>The name on the wire, where the model states one.</summary>
    public required string? LocationName { get; init; }

    /// <summary>Where it travels: null is the body, else <c>uri</c>, <c>querystring</c>, <c>header</c>, …</summary>
    public required string? Location { get; init; }

    public required string? TimestampFormat { get; init; }

    public required bool IsIdempotencyToken { get; init; }

    public required bool IsDeprecated { get; init; }

    /// <summary>As <see cref="SliceGenerator.Shape.IsStreaming"/>, where the model says it of the member.</summary>
    public required bool IsStreaming { get; init; }

    /// <summary>A trait that slices do not implement, or null.</summary>
    public required string? Unsupported { get; init; }

    public string WireName => LocationName ?? Name;

    public static Member Read(string name, JsonElement member) => new()
    {
        Name = name,
        Shape = member.GetProperty("shape").GetString()!,
        LocationName = member.Text("locationName"),
        Location = member.Text("location"),
        TimestampFormat = member.Text("timestampFormat"),
        IsIdempotencyToken = member.Flag("idempotencyToken"),
        IsDeprecated = member.Flag("deprecated"),
        IsStreaming = member.Flag("streaming"),
        Unsupported = member.Flag("xmlAttribute") ? "xmlAttribute" : member.Flag("hostLabel") ? "hostLabel" : null,
    };
}
