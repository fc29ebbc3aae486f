using System.Text;
using System.Text.Json;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Checks;
using ServerlessReadiness.Plans;

namespace ServerlessReadiness.Cli.Plans;

/// <summary>
/// A plan as read from a file, as YAML or in its compiled form: the plan, or everything that is wrong with it.
/// </summary>
/// <param name="Path">The file.</param>
/// <param name="Plan">The plan; null when it has problems.</param>
/// <param name="Problems">In the order of the file.</param>
internal sealed record PlanFile(string Path, CompiledPlan? Plan, IReadOnlyList<LocatedProblem> Problems)
{
    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What a person should know though the plan is sound.</summary>
    public IReadOnlyList<LocatedProblem> Notices { get; init; } = [];

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <exception cref="CliException">Bad input: the file cannot be read, or is not JSON.</exception>
    public static async Task<PlanFile> ReadAsync(string path, CancellationToken cancellationToken) =>
        Parse(path, await InputFile.ReadAsync(path, "plan", cancellationToken));

    /// <summary>The plan of a file that must have one.</summary>
    /// <exception cref="CliException">The file cannot be read, or the plan has problems; the first is named.</exception>
    public static async Task<CompiledPlan> RequireAsync(string path, CancellationToken cancellationToken) =>
        (await ReadAsync(path, cancellationToken)).Require();

    /// <param name="path">The file; its extension tells YAML from JSON, or else its first character.</param>
    /// <param name="content">What it holds.</param>
    public static PlanFile Parse(string path, byte[] content)
    {
        content = content.AsSpan().StartsWith(ByteOrderMark) ? content[ByteOrderMark.Length..] : content;
        return IsJson(path, content) ? ParseJson(path, content) : ParseYaml(path, content);
    }

    /// <exception cref="CliException">The plan has problems; the first is named.</exception>
    public CompiledPlan Require() => Plan ?? throw new CliException(
        ExitCodes.No,
        $"plan {Path} has {Problems.Count} problem(s), first " + Problems[0].InFile(Path).TrimEnd('.'),
        $"see all with readiness plan validate {Path}");

    private static bool IsJson(string path, ReadOnlySpan<byte> content) =>
        System.IO.Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".JSON" => true,
            ".YAML" or ".YML" => false,
            _ => content.TrimStart(" \t\r\n"u8).StartsWith("{"u8),
        };

    private static PlanFile ParseYaml(string path, byte[] content)
    {
        string text;
        try
        {
            text = StrictUtf8.GetString(content);
        }
        catch (DecoderFallbackException e)
        {
            var line = content.AsSpan(0, Math.Min(content.Length, Math.Max(0, e.Index))).Count((byte)'\n') + 1;
            throw CliException.BadInput($"{path}:{line}: the text is not UTF-8", "save the file as UTF-8");
        }

        var compilation = PlanCompiler.Compile(text, path);
        return new PlanFile(path, compilation.Plan, [.. compilation.Problems.Select(LocatedProblem.Of)])
        {
            Notices = [.. compilation.Notices.Select(LocatedProblem.Of)],
        };
    }

    private static PlanFile ParseJson(string path, byte[] json)
    {
        var positions = PositionsOf(path, json);
        List<PlanProblem> problems = [.. positions.Duplicates];
        CompiledPlan? plan = null;
        using (var document = JsonDocument.Parse(json))
        {
            problems.AddRange(PlanShape.Check(document.RootElement));
            problems.AddRange(Newer(document.RootElement));
        }

        if (problems.Count == 0)
        {
            plan = JsonSerializer.Deserialize(json, StateJson.Default.CompiledPlan)!;
            problems.AddRange(PlanCheck.Check(plan));
        }

        return new PlanFile(path, problems.Count == 0 ? plan : null, Located(problems))
        {
            Notices = plan is null || problems.Count > 0 ? [] : Located(PlanNotices.Of(plan)),
        };

        IReadOnlyList<LocatedProblem> Located(IEnumerable<PlanProblem> found) =>
        [
            .. found.Select(p => new LocatedProblem(positions.Find(p.Path), p)).OrderBy(p => (p.At.Line, p.At.Column)),
        ];
    }

    private static JsonPositions PositionsOf(string path, byte[] json)
    {
        try
        {
            return JsonPositions.Of(json);
        }
        catch (JsonException e)
        {
            // The reader counts both from 0, and columns in bytes.
            var words = e.Message.Split(" LineNumber:", 2)[0].TrimEnd('.');
            throw CliException.BadInput(
                $"{path}:{(e.LineNumber ?? 0) + 1}:{(e.BytePositionInLine ?? 0) + 1}: not JSON: {words}",
                "correct the file at that place; comments and trailing commas are not allowed");
        }
    }

    private static IEnumerable<PlanProblem> Newer(JsonElement plan) =>
        plan.ValueKind == JsonValueKind.Object && plan.TryGetProperty("schema", out var schema)
            && schema.ValueKind == JsonValueKind.Number && schema.TryGetInt32(out var number)
            && number is < 1 or > CompiledPlan.SchemaNow
            ?
            [
                new PlanProblem(
                    "schema",
                    $"this version reads plans of schema {CompiledPlan.SchemaNow}, and the file has {number}",
                    "use the version of readiness that compiled the plan"),
            ]
            : [];
}
