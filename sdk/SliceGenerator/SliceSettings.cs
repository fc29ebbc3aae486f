using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerlessReadiness.SliceGenerator;

/// <summary>
/// One entry of <c>slices.json</c>: which part of a service model becomes a slice, and under which names.
/// </summary>
public sealed record SliceSettings
{
    /// <summary>Every operation of the model; tests use it to compare whole services.</summary>
    public const string AllOperations = "*";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The id of the official package, which names the assembly too.</summary>
    [JsonIgnore]
    public string PackageId { get; init; } = "";

    /// <summary>Folder of the service in botocore's data: <c>elbv2</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The official namespace: <c>Amazon.ElasticLoadBalancingV2</c>.</summary>
    public required string Namespace { get; init; }

    /// <summary>What stands between <c>Amazon</c> and <c>Client</c> in the client's name.</summary>
    public required string Client { get; init; }

    /// <summary>
    /// A protocol of the model other than its first one; CBOR is not supported, so CloudWatch takes query.
    /// </summary>
    public string? Protocol { get; init; }

    /// <summary>One endpoint per partition instead of one per region.</summary>
    public bool IsGlobal { get; init; }

    /// <summary>Ids come back as <c>/hostedzone/Z1</c>; the last segment is sent.</summary>
    public bool PathIdsMayHavePrefix { get; init; }

    /// <summary>Official names of members that differ from the model's: <c>Shape.Member</c> to property.</summary>
    public IReadOnlyDictionary<string, string> RenameMembers { get; init; } = new Dictionary<string, string>();

    /// <summary>Official names of shapes that differ from the model's.</summary>
    public IReadOnlyDictionary<string, string> RenameShapes { get; init; } = new Dictionary<string, string>();

    /// <summary>Operations that the official client also offers without a request.</summary>
    public IReadOnlyList<string> NoArgumentOverloads { get; init; } = [];

    public required IReadOnlyList<string> Operations { get; init; }

    /// <summary>Reads a settings file; entries keep the file's order.</summary>
    public static IReadOnlyList<SliceSettings> Load(string path)
    {
        using var stream = File.OpenRead(path);
        var entries = JsonSerializer.Deserialize<Dictionary<string, SliceSettings>>(stream, Options)
            ?? throw new InvalidDataException($"{path}: the file holds null; it needs an object of package ids.");
        return [.. entries.Select(entry => entry.Value with { PackageId = entry.Key })];
    }
}
