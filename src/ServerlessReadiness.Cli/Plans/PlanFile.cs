using System.Text.Json;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Cli.Plans;

/// <summary>A compiled plan as read from a file: the plan, or everything that is wrong with it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Plan">The plan; null when it has problems.</param>
/// <param name="Problems">In the order of the file.</param>
internal sealed record PlanFile(string Path, CompiledPlan? Plan, IReadOnlyList<LocatedProblem> Problems)
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <exception cref="CliException">Bad input: the file cannot be read, or is not JSON.</exception>
    public static async Task<PlanFile> ReadAsync(string path, CancellationToken cancellationToken) =>
        Parse(path, await InputFile.ReadAsync(path, "plan", cancellationToken));

    public static PlanFile Parse(string path, byte[] json)
    {
        json = json.AsSpan().StartsWith(ByteOrderMark) ? json[ByteOrderMark.Length..] : json;
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

        return new PlanFile(
            path,
            problems.Count == 0 ? plan : null,
            [
                .. problems
                    .Select(p => new LocatedProblem(positions.Find(p.Path), p))
                    .OrderBy(p => (p.At.Line, p.At.Column)),
            ]);
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
