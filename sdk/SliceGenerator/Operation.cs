using System.Text.Json;

namespace ServerlessReadiness.SliceGenerator;

/// <summary>An operation of a service model.</summary>
public sealed record Operation
{
    public required string Name { get; init; }

    public required string Method { get; init; }

    public required string RequestPath { get; init; }

    public required string? Input { get; init; }

    /// <summary>Root element of a rest-xml request, and its namespace.</summary>
    public required string? InputElement { get; init; }

    public required string? InputNamespace { get; init; }

    public required string? Output { get; init; }

    /// <summary>Query protocol: the element around the output members.</summary>
    public required string? ResultWrapper { get; init; }

    public required IReadOnlyList<string> Errors { get; init; }

    public static Operation Read(string name, JsonElement operation)
    {
        var http = operation.GetProperty("http");
        var input = operation.Child("input");
        var output = operation.Child("output");
        return new Operation
        {
            Name = name,
            Method = http.GetProperty("method").GetString()!,
            RequestPath = http.GetProperty("requestUri").GetString()!,
            Input = input?.Text("shape"),
            InputElement = input?.Text("locationName"),
            InputNamespace = input?.Child("xmlNamespace")?.Text("uri"),
            Output = output?.Text("shape"),
            ResultWrapper = output?.Text("resultWrapper"),
            Errors = operation.Child("errors") is { } errors
                ? [.. errors.EnumerateArray().Select(error => error.GetProperty("shape").GetString()!)]
                : [],
        };
    }
}
