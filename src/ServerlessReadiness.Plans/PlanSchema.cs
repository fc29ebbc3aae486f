using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessReadiness.Plans.Shapes;

namespace ServerlessReadiness.Plans;

/// <summary>
/// The JSON schema (2020-12) of the plan's YAML, made from the same shapes that the compiler reads by, so that an
/// editor offers exactly the keys that compile.
/// </summary>
public static class PlanSchema
{
    private const string FactorPattern = "^[0-9]+(\\.[0-9]+)?x?$";
    private const string PercentPattern = "^[0-9]+(\\.[0-9]+)?%?$";
    private const string DurationPattern = "^(?=.)([0-9]+d)? ?([0-9]+h)? ?([0-9]+m)? ?([0-9]+s)?$";

    private const string ParameterPattern = "^\\$[a-z][a-zA-Z0-9]*$";

    private const string InstantPattern =
        "^([0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?([Zz]|[+-][0-9]{2}:[0-9]{2})?"
        + "|(prewarm|live|cooldown|closed)( *[+-] *[0-9][0-9a-z ]*)?)$";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema as a document, with a line's end at its end.</summary>
    public static string Text { get; } = Document().ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";

    private static JsonObject Document()
    {
        var definitions = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        var plan = OfShape(PlanShapes.Plan, definitions);
        var document = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = "https://serverless-readiness.example/schema/plan.schema.json",
            ["title"] = "A plan of Serverless Readiness",
        };
        foreach (var (name, value) in plan.ToArray())
        {
            plan.Remove(name);
            document[name] = value;
        }

        document["$defs"] = new JsonObject(definitions.Select(d => KeyValuePair.Create(d.Key, (JsonNode?)d.Value)));
        return document;
    }

    private static JsonObject OfShape(Shape shape, SortedDictionary<string, JsonObject> definitions) => new()
    {
        ["description"] = shape.Says,
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["required"] = new JsonArray([.. shape.Keys.Where(k => k.IsRequired).Select(k => JsonValue.Create(k.Name))]),
        ["properties"] = new JsonObject(shape.Keys.Select(key => KeyValuePair.Create(
            key.Name, (JsonNode?)OfKey(key, definitions)))),
    };

    private static JsonObject OfKey(Key key, SortedDictionary<string, JsonObject> definitions)
    {
        var schema = new JsonObject
        {
            ["description"] = key.Default is null ? key.Says : $"{key.Says} Default: {key.Default}.",
        };
        var type = OfType(key.Type, definitions);
        foreach (var (name, value) in (TakesParameter(key) ? OrParameter(type) : type).ToArray())
        {
            schema[name] = value?.DeepClone();
        }

        return schema;
    }

    private static JsonObject OfType(KeyType type, SortedDictionary<string, JsonObject> definitions)
    {
        switch (type)
        {
            case KeyType.Text { Pattern: { } pattern }:
                return new JsonObject { ["type"] = "string", ["pattern"] = pattern };
            case KeyType.Text:
                // A name of digits only is a number to an editor and text to the compiler.
                return new JsonObject { ["type"] = new JsonArray("string", "number") };
            case KeyType.Whole:
                return new JsonObject { ["type"] = "integer" };
            case KeyType.Number:
                return new JsonObject { ["type"] = "number" };
            case KeyType.Factor:
                return NumberOr(FactorPattern);
            case KeyType.Percent:
                return NumberOr(PercentPattern);
            case KeyType.Duration:
                return new JsonObject { ["type"] = "string", ["pattern"] = DurationPattern };
            case KeyType.Instant:
                return new JsonObject { ["type"] = "string", ["pattern"] = InstantPattern };
            case KeyType.Flag:
                return new JsonObject { ["type"] = "boolean" };
            case KeyType.Choice choice:
                return new JsonObject { ["enum"] = new JsonArray([.. choice.Words.Select(w => JsonValue.Create(w))]) };
            case KeyType.Of of:
                definitions.TryAdd(of.Shape.Name, []);
                if (definitions[of.Shape.Name].Count == 0)
                {
                    definitions[of.Shape.Name] = OfShape(of.Shape, definitions);
                }

                return new JsonObject { ["$ref"] = $"#/$defs/{of.Shape.Name}" };
            case KeyType.MapOf map:
                return new JsonObject
                {
                    ["type"] = "object",
                    ["additionalProperties"] = OfType(map.Value, definitions),
                };
            case KeyType.ListOf list:
                return new JsonObject { ["type"] = "array", ["items"] = OfType(list.Item, definitions) };
            case KeyType.Either either:
                return new JsonObject
                {
                    ["anyOf"] = new JsonArray([.. either.Forms.Select(f => OfType(f, definitions))]),
                };
            default:
                throw new System.Diagnostics.UnreachableException($"No schema for {type.GetType().Name}.");
        }
    }

    /// <summary>A number or duration of an action may come from a parameter; free text fits any reference.</summary>
    private static bool TakesParameter(Key key) =>
        key.Compiled is { } compiled && compiled.StartsWith("do.", StringComparison.Ordinal)
        && key.Type is KeyType.Whole or KeyType.Percent or KeyType.Duration;

    private static JsonObject OrParameter(JsonObject type) => new()
    {
        ["anyOf"] = new JsonArray(type, new JsonObject { ["type"] = "string", ["pattern"] = ParameterPattern }),
    };

    private static JsonObject NumberOr(string pattern) => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "number" },
            new JsonObject { ["type"] = "string", ["pattern"] = pattern }),
    };
}
