using System.Text;
using System.Text.Json;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Cli.Plans;

/// <summary>
/// Where each member and item of a JSON text stands, by its path as <see cref="PlanProblem.Path"/> spells it: a
/// member at its name, an item at its first character.
/// </summary>
internal sealed class JsonPositions
{
    private readonly Dictionary<string, JsonPosition> _byPath = new() { [""] = new JsonPosition(1, 1) };
    private readonly List<PlanProblem> _duplicates = [];
    private readonly byte[] _json;
    private readonly List<int> _lineStarts = [0];

    private JsonPositions(byte[] json)
    {
        _json = json;
        for (var i = 0; i < json.Length; i++)
        {
            if (json[i] == (byte)'\n')
            {
                _lineStarts.Add(i + 1);
            }
        }
    }

    /// <summary>Members that a file states twice; which one counts would be a guess.</summary>
    public IReadOnlyList<PlanProblem> Duplicates => _duplicates;

    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static JsonPositions Of(byte[] json)
    {
        var positions = new JsonPositions(json);
        var reader = new Utf8JsonReader(json);
        reader.Read();
        positions._byPath[""] = positions.At(reader.TokenStartIndex);
        positions.Value(ref reader, "");

        // Reading on finds text after the end of the document.
        reader.Read();
        return positions;
    }

    /// <summary>The place of the path, or of the nearest part of it that the file has.</summary>
    public JsonPosition Find(string path)
    {
        var known = path;
        JsonPosition? at;
        while (!_byPath.TryGetValue(known, out at))
        {
            known = known[..Math.Max(0, known.LastIndexOfAny(['.', '[']))];
        }

        return at;
    }

    private void Value(ref Utf8JsonReader reader, string path)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                Members(ref reader, path);
                break;
            case JsonTokenType.StartArray:
                Items(ref reader, path);
                break;
        }
    }

    private void Members(ref Utf8JsonReader reader, string path)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = path.Length == 0 ? reader.GetString()! : $"{path}.{reader.GetString()}";
            if (!_byPath.TryAdd(member, At(reader.TokenStartIndex)))
            {
                _duplicates.Add(new PlanProblem(member, "the member is stated twice", "keep one of the two"));
                _byPath[member] = At(reader.TokenStartIndex);
            }

            reader.Read();
            Value(ref reader, member);
        }
    }

    private void Items(ref Utf8JsonReader reader, string path)
    {
        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            var item = $"{path}[{i}]";
            _byPath.TryAdd(item, At(reader.TokenStartIndex));
            Value(ref reader, item);
        }
    }

    private JsonPosition At(long offset)
    {
        var line = _lineStarts.BinarySearch((int)offset);
        line = line < 0 ? ~line - 1 : line;
        var start = _lineStarts[line];
        return new JsonPosition(line + 1, Encoding.UTF8.GetCharCount(_json, start, (int)offset - start) + 1);
    }
}
