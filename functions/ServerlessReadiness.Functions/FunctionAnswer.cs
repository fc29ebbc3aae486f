using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerlessReadiness.Functions;

/// <summary>The answer of an invocation: a JSON array of <see cref="FunctionOutcome"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<FunctionOutcome>))]
public sealed partial class FunctionAnswer : JsonSerializerContext
{
    public static Stream Write(IReadOnlyList<FunctionOutcome> outcomes)
    {
        var stream = new MemoryStream();
        JsonSerializer.Serialize(stream, outcomes, Default.IReadOnlyListFunctionOutcome);
        stream.Position = 0;
        return stream;
    }
}
