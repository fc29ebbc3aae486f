using System.Text.Json.Serialization;

namespace ServerlessReadiness.Application.Operators;

/// <summary>
/// The strict reader of commands: an unknown word, a word twice or a wrong type is an error, since a command that was
/// half understood is worse than none.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowOutOfOrderMetadataProperties = true,
    AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(CommandDocument))]
public sealed partial class CommandJson : JsonSerializerContext;
