using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.CloudWatchEvents;
using Amazon.Lambda.SNSEvents;

namespace ServerlessReadiness.Functions.Signals;

/// <summary>
/// The lenient context: envelopes that AWS writes. Names are read in any case, because Lambda spells SigningCertUrl
/// and SNS itself SigningCertURL.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNameCaseInsensitive = true,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(LenientDateTimeConverter)])]
[JsonSerializable(typeof(SNSEvent.SNSRecord))]
[JsonSerializable(typeof(SNSEvent.SNSMessage))]
[JsonSerializable(typeof(CloudWatchEvent<JsonElement>))]
internal sealed partial class EnvelopeContext : JsonSerializerContext;
