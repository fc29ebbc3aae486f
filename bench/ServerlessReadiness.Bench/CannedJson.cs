using System.Text.Json.Serialization;

namespace ServerlessReadiness.Bench;

[JsonSerializable(typeof(CannedData))]
[JsonSerializable(typeof(IReadOnlyList<TracedCall>))]
internal sealed partial class CannedJson : JsonSerializerContext;
