using System.Text.Json.Serialization;

namespace ServerlessReadiness.Functions.Http;

/// <summary>The strict reader of bodies that are no whole command.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ModeBody))]
[JsonSerializable(typeof(AcknowledgeBody))]
internal sealed partial class BodyJson : JsonSerializerContext;
