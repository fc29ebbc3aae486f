using System.Text.Json;

namespace ServerlessReadiness.SliceGenerator;

/// <summary>A service model (<c>service-2.json</c>), as far as slices need it. Order is the file's order.</summary>
public sealed record ServiceModel
{
    public required string ServiceId { get; init; }

    public required string ApiVersion { get; init; }

    public required string Protocol { get; init; }

    public required string EndpointPrefix { get; init; }

    public required string SigningName { get; init; }

    public required string? TargetPrefix { get; init; }

    public required string? JsonVersion { get; init; }

    public required IReadOnlyDictionary<string, Operation> Operations { get; init; }

    public required IReadOnlyDictionary<string, Shape> Shapes { get; init; }

    public static ServiceModel Read(JsonElement root)
    {
        var metadata = root.GetProperty("metadata");
        var endpointPrefix = metadata.GetProperty("endpointPrefix").GetString()!;
        return new ServiceModel
        {
            ServiceId = metadata.GetProperty("serviceId").GetString()!,
            ApiVersion = metadata.GetProperty("apiVersion").GetString()!,
            Protocol = metadata.GetProperty("protocol").GetString()!,
            EndpointPrefix = endpointPrefix,
            SigningName = metadata.Text("signingName") ?? endpointPrefix,
            TargetPrefix = metadata.Text("targetPrefix"),
            JsonVersion = metadata.Text("jsonVersion"),
            Operations = root.GetProperty("operations").EnumerateObject()
                .ToDictionary(o => o.Name, o => Operation.Read(o.Name, o.Value), StringComparer.Ordinal),
            Shapes = root.GetProperty("shapes").EnumerateObject()
                .ToDictionary(s => s.Name, s => Shape.Read(s.Name, s.Value), StringComparer.Ordinal),
        };
    }
}
