#nullable enable
using System.Text.Json;

namespace ServerlessReadiness.SliceSupport;

/// <summary>Members as JSON properties.</summary>
internal sealed class JsonBodyWriter(Utf8JsonWriter json) : BodyWriter
{
    protected override void Name(string name) => json.WritePropertyName(name);

    public override void Value(string value) => json.WriteStringValue(value);

    public override void Value(long value) => json.WriteNumberValue(value);

    public override void Value(double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteStringValue(WireText.Of(value));
        }
    }

    public override void Value(bool value) => json.WriteBooleanValue(value);

    public override void Value(DateTime value, TimeFormat format)
    {
        var text = WireText.Of(value, format);
        if (format == TimeFormat.UnixSeconds)
        {
            json.WriteRawValue(text);
        }
        else
        {
            json.WriteStringValue(text);
        }
    }

    public override void Structure<T>(T value, Action<BodyWriter, T> write)
    {
        json.WriteStartObject();
        write(this, value);
        json.WriteEndObject();
    }

    public override void List<T>(ListForm form, List<T> values, Action<BodyWriter, T> write)
    {
        json.WriteStartArray();
        foreach (var value in values)
        {
            write(this, value);
        }

        json.WriteEndArray();
    }

    public override void Map<T>(MapForm form, Dictionary<string, T> values, Action<BodyWriter, T> write)
    {
        json.WriteStartObject();
        foreach (var (key, value) in values)
        {
            json.WritePropertyName(key);
            write(this, value);
        }

        json.WriteEndObject();
    }
}
