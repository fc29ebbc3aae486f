using System.Text.Json;

namespace ServerlessReadiness.SliceGenerator;

/// <summary>A type of a service model.</summary>
public sealed record Shape
{
    public required string Name { get; init; }

    /// <summary><c>structure</c>, <c>list</c>, <c>map</c>, <c>string</c>, <c>integer</c>, …</summary>
    public required string Type { get; init; }

    public required IReadOnlyList<Member> Members { get; init; }

    public required IReadOnlyList<string> EnumValues { get; init; }

    /// <summary>Item of a list.</summary>
    public required Member? Item { get; init; }

    public required Member? Key { get; init; }

    public required Member? Value { get; init; }

    public required bool IsFlattened { get; init; }

    /// <summary>The member that is the whole body.</summary>
    public required string? Payload { get; init; }

    /// <summary>A blob that is too large for memory; the official type of such a member is another one.</summary>
    public required bool IsStreaming { get; init; }

    public required bool IsException { get; init; }

    /// <summary>The code on the wire, where it is not the shape's name.</summary>
    public required string? ErrorCode { get; init; }

    public required bool IsRetryable { get; init; }

    public required bool IsThrottling { get; init; }

    public required string? TimestampFormat { get; init; }

    /// <summary>A trait that slices do not implement, or null.</summary>
    public required string? Unsupported { get; init; }

    public bool IsEnum => Type == "string" && EnumValues.Count > 0;

    public Member MemberNamed(string name) => Members.First(member => member.Name == name);

    public static Shape Read(string name, JsonElement shape) => new()
    {
        Name = name,
        Type = shape.GetProperty("type").GetString()!,
        Members = shape.Child("members") is { } members
            ? [.. members.EnumerateObject().Select(member => Member.Read(member.Name, member.Value))]
            : [],
        EnumValues = shape.Child("enum") is { } values
            ? [.. values.EnumerateArray().Select(value => value.GetString()!)]
            : [],
        Item = shape.Child("member") is { } item ? Member.Read("member", item) : null,
        Key = shape.Child("key") is { } key ? Member.Read("key", key) : null,
        Value = shape.Child("value") is { } value ? Member.Read("value", value) : null,
        IsFlattened = shape.Flag("flattened"),
        Payload = shape.Text("payload"),
        IsStreaming = shape.Flag("streaming"),
        IsException = shape.Flag("exception"),
        ErrorCode = shape.Child("error")?.Text("code"),
        IsRetryable = shape.Child("retryable") is not null,
        IsThrottling = shape.Child("retryable")?.Flag("throttling") ?? false,
        TimestampFormat = shape.Text("timestampFormat"),
        Unsupported = shape.Flag("document") ? "document" : shape.Flag("eventstream") ? "eventstream" : null,
    };
}
