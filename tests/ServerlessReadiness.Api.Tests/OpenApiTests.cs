using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using ServerlessReadiness.Application.Operators;

namespace ServerlessReadiness.Api.Tests;

/// <summary>docs/openapi.yaml says what the code does, whole and nothing else.</summary>
public sealed class OpenApiTests
{
    [Fact]
    public void It_is_sound_OpenAPI_3_1()
    {
        var read = OpenApiDocument.Parse(OpenApi.Document.ToJsonString(), OpenApiConstants.Json);
        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
        Assert.Equal(OpenApi.Document["paths"]!.AsObject().Count, read.Document!.Paths.Count);
    }

    [Fact]
    public void Every_operation_is_described_and_nothing_else_is()
    {
        var described = OpenApi.Document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject()
            .Where(o => o.Key is "get" or "post" or "put" or "patch" or "delete")
            .Select(o => $"{o.Key.ToUpperInvariant()} {p.Key}"));
        var known = new Http().Api.Operations.Select(o => $"{o.Method} {o.Path}");
        Assert.Equal(known.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_operation_has_a_name_a_summary_its_parameters_and_problems()
    {
        var names = new List<string>();
        foreach (var (path, item) in OpenApi.Document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in item!.AsObject().Where(o => o.Key != "parameters"))
            {
                names.Add((string)operation!["operationId"]!);
                Assert.NotEqual("", (string?)operation["summary"] ?? "");
                Assert.EndsWith(
                    "/Problem",
                    (string?)operation["responses"]!["default"]!["$ref"],
                    StringComparison.Ordinal);
                var parameters = (item["parameters"]?.AsArray() ?? []).Concat(operation["parameters"]?.AsArray() ?? [])
                    .Select(p => OpenApi.Follow(p!))
                    .Where(p => (string?)p["in"] == "path")
                    .Select(p => $"{{{p["name"]}}}");
                Assert.Equal(path.Split('/').Where(s => s.StartsWith('{')), parameters);
                Assert.Equal(method is "post" or "put", operation["requestBody"] is not null);
            }
        }

        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public void Every_reference_leads_somewhere_and_every_component_is_used()
    {
        var used = new HashSet<string>();
        Walk(OpenApi.Document, node =>
        {
            if ((string?)node["$ref"] is { } reference)
            {
                OpenApi.Follow(node);
                used.Add(reference);
            }
        });
        var defined = OpenApi.Document["components"]!.AsObject()
            .Where(kind => kind.Key != "securitySchemes")
            .SelectMany(kind => kind.Value!.AsObject().Select(c => $"#/components/{kind.Key}/{c.Key}"));
        Assert.Empty(defined.Except(used));
    }

    /// <summary>Each command, written by the code, fits its schema, and each schema is one of a command.</summary>
    [Fact]
    public void Every_command_has_its_schema()
    {
        var schema = new JsonObject { ["$ref"] = "#/components/schemas/Command" };
        var names = new HashSet<string>();
        Walk(OpenApi.Follow(schema), one =>
        {
            if (one["$ref"] is null)
            {
                return;
            }

            var word = OpenApi.Follow(one)["properties"]?["do"];
            names.UnionWith(word is null ? [] : (word["enum"]?.AsArray() ?? [word["const"]!.DeepClone()]).Select(w => (string)w!));
        });
        var commands = Samples.Commands;
        Assert.Equal(commands.Select(c => c.Name).Distinct().Order(), names.Order());
        Assert.All(commands, c =>
        {
            var json = JsonSerializer.SerializeToNode(c, CommandJson.Default.OperatorCommand);
            Assert.Empty(OpenApi.Problems(json, schema));
        });
    }

    [Fact]
    public void The_check_itself_finds_what_does_not_fit()
    {
        var schema = new JsonObject { ["$ref"] = "#/components/schemas/SetMode" };
        Assert.Empty(OpenApi.Problems(JsonNode.Parse("""{"mode":"Act","reason":"x"}"""), schema));
        Assert.NotEmpty(OpenApi.Problems(JsonNode.Parse("""{"mode":"Act"}"""), schema));
        Assert.NotEmpty(OpenApi.Problems(JsonNode.Parse("""{"mode":"Go","reason":"x"}"""), schema));
        Assert.NotEmpty(OpenApi.Problems(JsonNode.Parse("""{"mode":"Act","reason":"x","more":1}"""), schema));
        Assert.NotEmpty(OpenApi.Problems(JsonNode.Parse("""{"mode":"Act","reason":""}"""), schema));
        Assert.NotEmpty(OpenApi.Problems(JsonNode.Parse("""{"mode":"Act","reason":"x","notAfter":"soon"}"""), schema));
    }

    private static void Walk(JsonNode? node, Action<JsonObject> see)
    {
        switch (node)
        {
            case JsonObject json:
                see(json);
                foreach (var (_, member) in json.ToList())
                {
                    Walk(member, see);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Walk(item, see);
                }

                break;
        }
    }
}
