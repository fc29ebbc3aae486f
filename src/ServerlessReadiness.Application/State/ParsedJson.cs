namespace ServerlessReadiness.Application.State;

/// <summary>
/// Remembers the value of a document's bytes. It is no part of what makes two documents equal, and after a change of
/// the bytes it knows nothing.
/// </summary>
internal sealed class ParsedJson : IEquatable<ParsedJson>
{
    private Entry? _entry;

    public T? Find<T>(ReadOnlyMemory<byte> json)
        where T : class =>
        _entry is { } entry && entry.Json.Equals(json) ? entry.Value as T : null;

    public void Keep(ReadOnlyMemory<byte> json, object value) => _entry = new Entry(json, value);

    public bool Equals(ParsedJson? other) => other is not null;

    public override bool Equals(object? obj) => Equals(obj as ParsedJson);

    public override int GetHashCode() => 0;

    private sealed record Entry(ReadOnlyMemory<byte> Json, object Value);
}
