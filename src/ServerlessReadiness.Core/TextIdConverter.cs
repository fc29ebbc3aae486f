using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerlessReadiness.Core;

/// <summary>
/// Stores a text id as a JSON string, also as a key; a text of the wrong shape is a <see cref="JsonException"/>.
/// </summary>
public sealed class TextIdConverter<T> : JsonConverter<T>
    where T : struct, ITextId<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return T.TryParse(text, out var id)
            ? id
            : throw new JsonException($"\"{text}\" is not a valid {typeof(T).Name}; {T.Rule}.");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Value);
    }
}
