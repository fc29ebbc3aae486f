using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ServerlessReadiness.Core;

namespace ServerlessReadiness.Application.State;

/// <summary>Reads and writes a list of one element type; source generation cannot do that by itself.</summary>
public sealed class EquatableListConverter<T> : JsonConverter<EquatableList<T>>
{
    public override EquatableList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException($"A list of {typeof(T).Name} must be a JSON array.");
        }

        var type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var item = JsonSerializer.Deserialize(ref reader, type);

            // A number that may be missing says so by its type; whatever else is missing is an error.
            items.Add(item is null && Nullable.GetUnderlyingType(typeof(T)) is null
                ? throw new JsonException($"A list of {typeof(T).Name} must not hold null.")
                : item!);
        }

        return EquatableList.From(items);
    }

    public override void Write(Utf8JsonWriter writer, EquatableList<T> value, JsonSerializerOptions options)
    {
        var type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        writer.WriteStartArray();
        foreach (var item in value)
        {
            JsonSerializer.Serialize(writer, item, type);
        }

        writer.WriteEndArray();
    }
}
