using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace ServerlessReadiness.Api.Tests;

/// <summary>docs/openapi.yaml, as JSON, with what of JSON Schema it uses.</summary>
internal static class OpenApi
{
    private static readonly TimeSpan PatternMax = TimeSpan.FromSeconds(1);

    public static JsonObject Document { get; } = Load();

    /// <summary>The operation's schema for a status; the document's <c>default</c> where it names none.</summary>
    public static JsonNode? SchemaOf(string method, string path, int status)
    {
        var responses = Document["paths"]![path]![method.ToLowerInvariant()]!["responses"]!;
        var response = Follow(responses[status.ToString(System.Globalization.CultureInfo.InvariantCulture)]
            ?? responses["default"]!);
        return response["content"]?.AsObject().Single().Value!["schema"];
    }

    /// <summary>What of the value the schema does not allow; empty for nothing.</summary>
    public static List<string> Problems(JsonNode? value, JsonNode schema, string at = "$")
    {
        var found = new List<string>();
        Check(value, Follow(schema), at, found);
        return found;
    }

    private static void Check(JsonNode? value, JsonNode schema, string at, List<string> found)
    {
        if (schema["oneOf"] is JsonArray choices)
        {
            var fitting = choices.Count(c => Problems(value, c!, at).Count == 0);
            if (fitting != 1)
            {
                found.Add($"{at}: fits {fitting} of the choices: {value?.ToJsonString()}");
            }

            return;
        }

        if (schema["const"] is { } constant && !JsonNode.DeepEquals(constant, value))
        {
            found.Add($"{at}: is not {constant}");
        }

        if (schema["enum"] is JsonArray allowed && !allowed.Any(a => JsonNode.DeepEquals(a, value)))
        {
            found.Add($"{at}: {value?.ToJsonString() ?? "null"} is none of {allowed.ToJsonString()}");
        }

        if (schema["type"] is { } type && !Types(type).Any(t => Is(value, t)))
        {
            found.Add($"{at}: {value?.ToJsonString() ?? "null"} is no {type.ToJsonString()}");
            return;
        }

        switch (value)
        {
            case JsonObject json:
                CheckObject(json, schema, at, found);
                break;
            case JsonArray items when schema["items"] is { } item:
                foreach (var (one, i) in items.Select((o, i) => (o, i)))
                {
                    Check(one, Follow(item), $"{at}[{i}]", found);
                }

                break;
            case JsonValue text when text.GetValueKind() == JsonValueKind.String:
                CheckText((string)text!, schema, at, found);
                break;
        }
    }

    private static void CheckObject(JsonObject json, JsonNode schema, string at, List<string> found)
    {
        found.AddRange((schema["required"]?.AsArray() ?? []).Where(r => !json.ContainsKey((string)r!))
            .Select(r => $"{at}: has no {r}"));
        foreach (var (name, member) in json)
        {
            if (schema["properties"]?[name] is { } known)
            {
                Check(member, Follow(known), $"{at}.{name}", found);
            }
            else if (schema["additionalProperties"] is JsonObject other)
            {
                Check(member, Follow(other), $"{at}.{name}", found);
            }
            else if (schema["additionalProperties"] is not null)
            {
                found.Add($"{at}: {name} is not described");
            }
        }
    }

    private static void CheckText(string text, JsonNode schema, string at, List<string> found)
    {
        if ((string?)schema["pattern"] is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.None, PatternMax))
        {
            found.Add($"{at}: \"{text}\" does not match {pattern}");
        }

        if ((string?)schema["format"] == "date-time" && !DateTimeOffset.TryParse(text, out _))
        {
            found.Add($"{at}: \"{text}\" is no instant");
        }

        if (text.Length < ((int?)schema["minLength"] ?? 0) || text.Length > ((int?)schema["maxLength"] ?? int.MaxValue))
        {
            found.Add($"{at}: \"{text}\" has {text.Length} characters");
        }
    }

    public static JsonNode Follow(JsonNode node)
    {
        if ((string?)(node as JsonObject)?["$ref"] is not { } reference)
        {
            return node;
        }

        JsonNode found = Document;
        foreach (var part in reference.Split('/').Skip(1))
        {
            found = found[part] ?? throw new InvalidOperationException($"{reference} leads nowhere");
        }

        return Follow(found);
    }

    private static IEnumerable<string> Types(JsonNode type) =>
        type is JsonArray several ? several.Select(t => (string)t!) : [(string)type!];

    private static bool Is(JsonNode? value, string type) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("null", JsonValueKind.Null) or ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array)
            or ("string", JsonValueKind.String) or ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => value!.AsValue().TryGetValue<long>(out _),
        _ => false,
    };

    private static JsonObject Load()
    {
        using var reader = new StreamReader(Path.Combine(AppContext.BaseDirectory, "openapi.yaml"));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return ToJson(yaml.Documents[0].RootNode)!.AsObject();
    }

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(c =>
            KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, ToJson(c.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(ToJson)]),
        YamlScalarNode { Style: not YamlDotNet.Core.ScalarStyle.Plain } quoted => quoted.Value,
        YamlScalarNode { Value: "true" } => true,
        YamlScalarNode { Value: "false" } => false,
        YamlScalarNode { Value: "null" or "" or "~" } => null,
        YamlScalarNode plain when int.TryParse(plain.Value, out var number) => number,
        YamlScalarNode plain => plain.Value,
        _ => throw new InvalidOperationException($"No JSON for {node.NodeType}."),
    };
}
