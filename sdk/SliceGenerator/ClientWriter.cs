namespace ServerlessReadiness.SliceGenerator;

/// <summary>The configuration, the interface and the client.</summary>
internal static class ClientWriter
{
    private const string Token = "CancellationToken cancellationToken = default";

    // In full, because DynamoDB has a model class of the short name.
    private const string Endpoint = "Amazon.Runtime.Endpoints.Endpoint";

    public static void WriteConfig(Slice slice, SourceText text)
    {
        var name = slice.Names.Service + "Config";
        text.Open($"public partial class {name} : ClientConfig");
        text.Line("private static readonly string _userAgent = CoreBridge.UserAgent(SliceWire.Service, \"4.0.0\");");
        text.Gap();
        text.Open($"public {name}() : base(CoreBridge.ConfigurationDefaults())");
        text.Line("base.ServiceId = SliceWire.Service.ServiceId;");
        text.Line("AuthenticationServiceName = SliceWire.Service.SigningName;");
        text.Line("EndpointProvider = CoreBridge.Endpoints(SliceWire.Service);");
        text.Close().Gap();
        text.Line("public static new string ServiceId => SliceWire.Service.ServiceId;");
        text.Line("public override string RegionEndpointServiceName => SliceWire.Service.EndpointPrefix;");
        text.Line("public override string ServiceVersion => SliceWire.Service.ApiVersion;");
        text.Line("public override string UserAgent => _userAgent;").Gap();
        text.Line($"public override {Endpoint} DetermineServiceOperationEndpoint("
            + "ServiceOperationEndpointParameters parameters) =>");
        text.Continued("CoreBridge.EndpointFor(this, parameters);");
        text.Close().Gap();
    }

    public static void WriteInterface(Slice slice, SourceText text)
    {
        var service = slice.Names.Service;
        text.Line("/// <summary>");
        text.Line($"/// {slice.Model.ServiceId}, version {slice.Model.ApiVersion}: "
            + $"{slice.Operations.Count} of its {slice.Model.Operations.Count} operations. See sdk/README.md.");
        text.Line("/// </summary>");
        text.Open($"public partial interface I{service} : IAmazonService, IDisposable");
        foreach (var signature in slice.Operations.SelectMany(operation => Signatures(slice, operation)))
        {
            text.Line($"{signature};").Gap();
        }

        text.Line($"{Endpoint} DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);").Gap();
        text.Line($"static ClientConfig IAmazonService.CreateDefaultClientConfig() => new {service}Config();").Gap();
        text.Line("static IAmazonService IAmazonService.CreateDefaultServiceClient(");
        text.Continued("AWSCredentials awsCredentials, ClientConfig clientConfig) =>");
        text.Continued($"new {service}Client(awsCredentials, ({service}Config)clientConfig);");
        text.Close().Gap();
    }

    public static void WriteClient(Slice slice, SourceText text)
    {
        var service = slice.Names.Service;
        text.Open($"public partial class {service}Client : AmazonServiceClient, I{service}");
        WriteConstructors(text, service);
        text.Line("protected override CoreMetadata ServiceMetadata { get; } = CoreBridge.Metadata(SliceWire.Service);");
        text.Gap();
        foreach (var operation in slice.Operations)
        {
            WriteOperation(slice, text, operation);
        }

        text.Line($"public {Endpoint} DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>");
        text.Continued("Config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));");
        text.Gap();
        text.Line("protected override void CustomizeRuntimePipeline(CorePipeline pipeline) => "
            + "CoreBridge.Customize(pipeline);");
        text.Close();
    }

    private static IEnumerable<string> Signatures(Slice slice, Operation operation)
    {
        var start = $"Task<{Naming.Response(operation)}> {operation.Name}Async(";
        if (HasNoArgumentOverload(slice, operation))
        {
            yield return $"{start}{Token})";
        }

        yield return $"{start}{Naming.Request(operation)} request, {Token})";
    }

    private static bool HasNoArgumentOverload(Slice slice, Operation operation) =>
        slice.Settings.NoArgumentOverloads.Contains(operation.Name);

    private static void WriteConstructors(SourceText text, string service)
    {
        const string key = "string awsAccessKeyId, string awsSecretAccessKey";
        const string session = key + ", string awsSessionToken";
        const string basic = "new BasicAWSCredentials(awsAccessKeyId, awsSecretAccessKey)";
        const string temporary = "new SessionAWSCredentials(awsAccessKeyId, awsSecretAccessKey, awsSessionToken)";
        var inRegion = $"new {service}Config {{ RegionEndpoint = region }}";
        var constructors = new (string Parameters, string Arguments)[]
        {
            ("", $"new {service}Config()"),
            ("RegionEndpoint region", inRegion),
            ($"{service}Config config", "config"),
            ("AWSCredentials credentials", $"credentials, new {service}Config()"),
            ("AWSCredentials credentials, RegionEndpoint region", $"credentials, {inRegion}"),
            ($"AWSCredentials credentials, {service}Config clientConfig", "credentials, clientConfig"),
            (key, $"{basic}, new {service}Config()"),
            ($"{key}, RegionEndpoint region", $"{basic}, {inRegion}"),
            ($"{key}, {service}Config clientConfig", $"{basic}, clientConfig"),
            (session, $"{temporary}, new {service}Config()"),
            ($"{session}, RegionEndpoint region", $"{temporary}, {inRegion}"),
            ($"{session}, {service}Config clientConfig", $"{temporary}, clientConfig"),
        };
        foreach (var (parameters, arguments) in constructors)
        {
            // The first three take credentials from the environment, which is what a null means to Core.
            text.Line($"public {service}Client({parameters})");
            text.Continued($": base({arguments}) {{ }}").Gap();
        }
    }

    private static void WriteOperation(Slice slice, SourceText text, Operation operation)
    {
        var name = operation.Name;
        var request = Naming.Request(operation);
        var response = Naming.Response(operation);
        if (HasNoArgumentOverload(slice, operation))
        {
            text.Line($"public virtual Task<{response}> {name}Async({Token}) =>");
            text.Continued($"{name}Async(new {request}(), cancellationToken);").Gap();
        }

        var result = operation.ResultWrapper is { } wrapper ? Naming.Literal(wrapper) : "null";
        var form = slice.IsXml ? "Xml" : slice.BlobPayload(operation.Output) is null ? "Json" : "Raw";
        var element = slice.IsXml ? result + ", " : "";
        var send = $"SliceWire.Service, SliceWire.Send{name}";
        var options = $"CoreBridge.{form}<{request}>({send}, {element}SliceWire.Read{response}, SliceWire.Fault)";
        text.Line($"public virtual Task<{response}> {name}Async({request} request, {Token}) =>");
        text.Continued($"InvokeAsync<{response}>(");
        text.Continued("    request,").Continued($"    {options},").Continued("    cancellationToken);").Gap();
    }
}
