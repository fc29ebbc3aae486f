#nullable enable
using System.Text.Json;

namespace ServerlessReadiness.SliceSupport;

/// <summary>
/// A value of a JSON response, read by member name. A member that is absent or null reads as null. Method names equal
/// those of <see cref="XmlSource"/>, so one kind of reader is generated.
/// </summary>
internal readonly struct JsonSource(JsonElement element)
{
    private readonly JsonElement _element = element;

    /// <summary>Reads a document; an empty body reads as an object without members.</summary>
    public static JsonSource Parse(Stream body)
    {
        using var buffer = new MemoryStream();
        body.CopyTo(buffer);
        return Parse(buffer.ToArray());
    }

    public static JsonSource Parse(byte[] body) =>
        body.Length == 0 ? default : new JsonSource(JsonElement.Parse(body));

    // Numbers and truth values are accepted as text: error documents carry them where the model says string.
    public string String() =>
        _element.ValueKind == JsonValueKind.String ? _element.GetString() ?? "" : _element.GetRawText();

    public int Int() => _element.GetInt32();

    public long Long() => _element.GetInt64();

    public double Double() => _element.ValueKind == JsonValueKind.String
        ? WireText.ToDouble(_element.GetString() ?? "")
        : _element.GetDouble();

    public float Float() => (float)Double();

    public bool Bool() => _element.GetBoolean();

    public DateTime Time() => _element.ValueKind == JsonValueKind.Number
        ? WireText.ToTime(_element.GetDouble())
        : WireText.ToTime(_element.GetString() ?? "");

    public MemoryStream Blob() => new(_element.GetBytesFromBase64());

    public string? String(string member) => Child(member)?.String();

    public int? Int(string member) => Child(member)?.Int();

    public long? Long(string member) => Child(member)?.Long();

    public double? Double(string member) => Child(member)?.Double();

    public float? Float(string member) => Child(member)?.Float();

    public bool? Bool(string member) => Child(member)?.Bool();

    public DateTime? Time(string member) => Child(member)?.Time();

    public MemoryStream? Blob(string member) => Child(member)?.Blob();

    public T? Structure<T>(string member, Func<JsonSource, T> read)
        where T : class => Child(member) is { } child ? read(child) : null;

    public List<T>? List<T>(string member, Func<JsonSource, T> read) => Child(member)?.List(read);

    public List<T> List<T>(Func<JsonSource, T> read)
    {
        var items = new List<T>(_element.GetArrayLength());
        foreach (var item in _element.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Null)
            {
                items.Add(read(new JsonSource(item)));
            }
        }

        return items;
    }

    public Dictionary<string, T>? Map<T>(string member, Func<JsonSource, T> read) => Child(member)?.Map(read);

    public Dictionary<string, T> Map<T>(Func<JsonSource, T> read)
    {
        var entries = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var entry in _element.EnumerateObject())
        {
            if (entry.Value.ValueKind != JsonValueKind.Null)
            {
                entries[entry.Name] = read(new JsonSource(entry.Value));
            }
        }

        return entries;
    }

    private JsonSource? Child(string member)
    {
        var isThere = _element.ValueKind == JsonValueKind.Object
            && _element.TryGetProperty(member, out var value)
            && value.ValueKind != JsonValueKind.Null;
        return isThere ? new JsonSource(_element.GetProperty(member)) : null;
    }
}
