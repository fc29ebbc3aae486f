using System.Text.Json;

namespace ServerlessReadiness.Template.Tests.Support;

internal static class Json
{
    /// <summary>The member by path, or an undefined element.</summary>
    public static JsonElement At(this JsonElement json, params string[] path)
    {
        foreach (var name in path)
        {
            json = json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member)
                ? member
                : default;
        }

        return json;
    }

    public static bool Exists(this JsonElement json) => json.ValueKind != JsonValueKind.Undefined;

    public static string Text(this JsonElement json, params string[] path)
    {
        var found = json.At(path);
        return found.ValueKind == JsonValueKind.String ? found.GetString()! : "";
    }

    /// <summary>A value that IAM and CloudFormation allow to be one or a list.</summary>
    public static IReadOnlyList<JsonElement> OneOrMore(this JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => [.. json.EnumerateArray()],
        JsonValueKind.Undefined => [],
        _ => [json],
    };

    public static IReadOnlyList<string> Texts(this JsonElement json) =>
        [.. json.OneOrMore().Select(j => j.GetString()!)];

    /// <summary>What a Ref, a GetAtt or the first branch of an If points to; empty for anything else.</summary>
    public static string Target(this JsonElement json)
    {
        if (json.At("Fn::If") is { ValueKind: JsonValueKind.Array } choice)
        {
            return choice[1].Target();
        }

        var attribute = json.At("Fn::GetAtt");
        return attribute.ValueKind switch
        {
            JsonValueKind.Array => attribute[0].GetString()!,
            JsonValueKind.String => attribute.GetString()!.Split('.')[0],
            _ => json.Text("Ref"),
        };
    }
}
