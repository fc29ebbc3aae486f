using System.Text.Json;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core;

namespace ServerlessReadiness.Application.State;

/// <summary>Documents read together, handed out by their type.</summary>
public sealed class StateView(IEnumerable<StateDocument> documents)
{
    private readonly Dictionary<StateAddress, StateDocument> _documents = documents.ToDictionary(d => d.Address);

    /// <summary>The document, or null with version 0 when it is not stored.</summary>
    public Versioned<T?> Find<T>(StateKey<T> key)
        where T : class, IStoredDocument =>
        _documents.TryGetValue(key.Address, out var document)
            ? new Versioned<T?>(Parse(document, key), document.Version)
            : new Versioned<T?>(null, 0);

    /// <summary>Reads one stored document.</summary>
    /// <exception cref="PortException">The document is of a newer schema or does not fit; it is named.</exception>
    public static T Parse<T>(StateDocument document, StateKey<T> key)
        where T : class, IStoredDocument
    {
        if (document.Parsed.Find<T>(document.Json) is { } known)
        {
            return known;
        }

        T? value;
        try
        {
            value = JsonSerializer.Deserialize(document.Json.Span, key.Type);
        }
        catch (JsonException e)
        {
            throw SchemaOf(document.Json) is { } newer && newer > T.SchemaLatest
                ? Newer<T>(document, newer)
                : new PortException(
                    PortFailure.Refused,
                    $"Document {document.Address} is not a valid {typeof(T).Name}: {e.Message} Restore the item from a "
                    + "backup, or apply the plan again.",
                    e);
        }

        if (value is null || value.Schema > T.SchemaLatest)
        {
            throw Newer<T>(document, value?.Schema ?? 0);
        }

        document.Parsed.Keep(document.Json, value);
        return value;
    }

    private static PortException Newer<T>(StateDocument document, int schema)
        where T : class, IStoredDocument =>
        new(
            PortFailure.Refused,
            $"Document {document.Address} has schema {schema}, and this version reads {typeof(T).Name} up to schema "
            + $"{T.SchemaLatest}; upgrade this version.");

    private static int? SchemaOf(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.TryGetProperty("schema", out var schema) && schema.TryGetInt32(out var number)
                ? number
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
