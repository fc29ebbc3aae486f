using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace ServerlessReadiness.Plans.Tests;

/// <summary>Schema, compiler, samples and reference speak of the same keys.</summary>
public sealed class SchemaTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly JsonObject Schema = JsonNode.Parse(File.ReadAllText(In("schema", "plan.schema.json")))!.AsObject();

    public static TheoryData<string> Samples() =>
        [.. Directory.GetFiles(In("samples"), "*.yaml").Select(f => Path.GetFileName(f)!)];

    [Fact]
    public void The_published_schema_is_the_one_that_the_compiler_reads_by() =>
        Assert.Equal(PlanSchema.Text, File.ReadAllText(In("schema", "plan.schema.json")));

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_compiles_fits_the_schema_and_names_it_in_its_first_line(string sample)
    {
        var text = File.ReadAllText(In("samples", sample));
        Text.Compile(text);
        Assert.Empty(SchemaWalk.Check(Schema, Parse(text)));
        Assert.StartsWith("# yaml-language-server: $schema=../schema/plan.schema.json\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ceiling: 20", "cieling: 20", "components.web.cieling")]
    [InlineData("factor: 2x\n    ceiling: 20", "factor: twice\n    ceiling: 20", "components.web.factor")]
    [InlineData("boot: 4m", "boot: 4", "components.web.model.boot")]
    [InlineData("normal: 4", "normal: four", "components.web.normal")]
    [InlineData("do: capacity.raise", "do: capacity.rise", "runbooks.grow")]
    [InlineData("event: sale\n", "", "event")]
    public void What_the_compiler_refuses_by_its_shape_the_schema_refuses_too(string piece, string other, string path)
    {
        var text = Text.With(piece, other);
        Assert.NotEmpty(Text.Problems(text));
        Assert.Contains(path, SchemaWalk.Check(Schema, Parse(text)));
    }

    [Fact]
    public void Every_key_of_the_schema_is_used_by_a_plan_that_compiles()
    {
        // The samples and that plan all compile, so each key that one of them uses is known to the compiler.
        var used = Directory.GetFiles(In("samples"), "*.yaml").Append(In("every-key.yaml"))
            .SelectMany(f => Regex.Matches(File.ReadAllText(f), "[a-zA-Z]+(?=:)", RegexOptions.None, Patience).Select(m => m.Value))
            .ToHashSet();
        Assert.DoesNotContain(Keys().SelectMany(k => k.Keys), key => !used.Contains(key));
    }

    [Fact]
    public void Every_key_of_the_schema_is_explained_in_the_reference()
    {
        var reference = File.ReadAllText(In("docs", "PLAN.md"));
        Assert.DoesNotContain(
            Keys().SelectMany(k => k.Keys.Select(key => (k.Shape, key))),
            k => !Section(reference, k.Shape).Contains($"| `{k.key}`", StringComparison.Ordinal));
    }

    [Fact]
    public void The_plan_with_every_key_compiles() =>
        Text.Compile(File.ReadAllText(In("every-key.yaml")));

    private static IEnumerable<(string Shape, IEnumerable<string> Keys)> Keys() =>
        Schema["$defs"]!.AsObject()
            .Select(d => (d.Key, d.Value!.AsObject()))
            .Prepend(("plan", Schema))
            .Select(d => (d.Item1, d.Item2["properties"]!.AsObject().Select(p => p.Key)));

    private static string Section(string reference, string shape)
    {
        var start = reference.IndexOf($"\n## `{shape}`", StringComparison.Ordinal);
        Assert.True(start >= 0, $"docs/PLAN.md has no section for {shape}");
        var end = reference.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return end < 0 ? reference[start..] : reference[start..end];
    }

    private static YamlNode Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents[0].RootNode;
    }

    private static string In(params string[] parts) => Path.Combine([AppContext.BaseDirectory, .. parts]);
}
