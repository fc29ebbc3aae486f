using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ServerlessReadiness.Plans.Tests;

/// <summary>
/// Checks a YAML text against the part of JSON schema that ours uses, as an editor's language server would: plain
/// scalars have YAML 1.2's types. A library for it exists, under a licence that asks a fee of some users.
/// </summary>
internal static class SchemaWalk
{
    private static readonly string[] Known =
        ["description", "type", "additionalProperties", "required", "properties", "items", "enum", "pattern", "anyOf",
            "$ref", "$defs", "$schema", "$id", "title"];

    /// <summary>Paths of what does not fit.</summary>
    public static IReadOnlyList<string> Check(JsonObject schema, YamlNode node)
    {
        var wrong = new List<string>();
        Visit(schema, schema, node, "", wrong);
        return wrong;
    }

    private static void Visit(JsonObject root, JsonObject schema, YamlNode node, string path, List<string> wrong)
    {
        Assert.DoesNotContain(schema, member => !Known.Contains(member.Key));
        if (schema["$ref"] is { } reference)
        {
            var name = ((string)reference!)["#/$defs/".Length..];
            Visit(root, root["$defs"]![name]!.AsObject(), node, path, wrong);
        }

        if (schema["anyOf"] is JsonArray forms && forms.All(f => Misfits(root, f!.AsObject(), node, path)))
        {
            wrong.Add(path);
        }

        if (schema["type"] is { } type && !Types(type).Contains(TypeOf(node)) && !(Types(type).Contains("number")
            && TypeOf(node) == "integer"))
        {
            wrong.Add(path);
            return;
        }

        var text = (node as YamlScalarNode)?.Value;
        if ((schema["enum"] is JsonArray words && words.All(w => (string?)w != text))
            || (schema["pattern"] is { } pattern && TypeOf(node) == "string" && !Regex.IsMatch(text!, (string)pattern!, RegexOptions.None, TimeSpan.FromSeconds(5))))
        {
            wrong.Add(path);
        }

        Children(root, schema, node, path, wrong);
    }

    private static void Children(JsonObject root, JsonObject schema, YamlNode node, string path, List<string> wrong)
    {
        if (node is YamlSequenceNode list && schema["items"] is JsonObject item)
        {
            for (var i = 0; i < list.Children.Count; i++)
            {
                Visit(root, item, list.Children[i], $"{path}[{i}]", wrong);
            }
        }

        if (node is not YamlMappingNode mapping)
        {
            return;
        }

        var names = mapping.Children.Select(c => ((YamlScalarNode)c.Key).Value!).ToArray();
        wrong.AddRange((schema["required"] as JsonArray ?? [])
            .Select(r => (string)r!).Where(r => !names.Contains(r)).Select(r => Join(path, r)));
        foreach (var (key, value) in mapping.Children)
        {
            var name = ((YamlScalarNode)key).Value!;
            if (schema["properties"]?[name] is JsonObject known)
            {
                Visit(root, known, value, Join(path, name), wrong);
            }
            else if (schema["additionalProperties"] is JsonObject any)
            {
                Visit(root, any, value, Join(path, name), wrong);
            }
            else if (schema["additionalProperties"] is JsonValue)
            {
                wrong.Add(Join(path, name));
            }
        }
    }

    private static bool Misfits(JsonObject root, JsonObject form, YamlNode node, string path)
    {
        var wrong = new List<string>();
        Visit(root, form, node, path, wrong);
        return wrong.Count > 0;
    }

    private static string[] Types(JsonNode type) =>
        type is JsonArray several ? [.. several.Select(t => (string)t!)] : [(string)type!];

    private static string TypeOf(YamlNode node) => node switch
    {
        YamlMappingNode => "object",
        YamlSequenceNode => "array",
        YamlScalarNode { Style: not ScalarStyle.Plain } => "string",
        YamlScalarNode { Value: "true" or "false" } => "boolean",
        YamlScalarNode { Value: "" or "null" or "~" } => "null",
        YamlScalarNode s when long.TryParse(s.Value, CultureInfo.InvariantCulture, out _) => "integer",
        YamlScalarNode s when decimal.TryParse(s.Value, CultureInfo.InvariantCulture, out _) => "number",
        _ => "string",
    };

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
