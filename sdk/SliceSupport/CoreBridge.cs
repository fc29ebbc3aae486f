#nullable enable
// The only file that names AWSSDK.Core's *.Internal namespaces: what official service packages are built upon, but
// nothing that Core promises to keep. A newer Core that moves something is answered here and nowhere else. Generated
// code sees two of those types as members to override, under the aliases below.
global using CoreMetadata = Amazon.Runtime.Internal.IServiceMetadata;
global using CorePipeline = Amazon.Runtime.Internal.RuntimePipeline;
using System.Net;
using System.Text.Json;
using System.Xml;
using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;
using Amazon.Util;
using Amazon.Util.Internal;

namespace ServerlessReadiness.SliceSupport;

/// <summary>
/// Connects a slice to the pipeline of AWSSDK.Core, which retries, signs, times out and repairs the clock.
/// </summary>
internal static class CoreBridge
{
    private static readonly TimeSpan ConnectTimeoutInRegion = TimeSpan.FromMilliseconds(1100);
    private static readonly TimeSpan ConnectTimeoutElsewhere = TimeSpan.FromMilliseconds(3100);

    /// <summary>The client defaults of every official package: one set of time-outs per configuration mode.</summary>
    public static IDefaultConfigurationProvider ConfigurationDefaults()
    {
        var modes = new List<IDefaultConfiguration>();
        foreach (var mode in Enum.GetValues<DefaultConfigurationMode>())
        {
            var timeout = mode == DefaultConfigurationMode.InRegion ? ConnectTimeoutInRegion : ConnectTimeoutElsewhere;
            modes.Add(new DefaultConfiguration
            {
                Name = mode,
                RetryMode = RequestRetryMode.Standard,
                ConnectTimeout = timeout,
                TlsNegotiationTimeout = timeout,
                S3UsEast1RegionalEndpoint = S3UsEast1RegionalEndpointValue.Regional,
            });
        }

        return new DefaultConfigurationProvider(modes);
    }

    public static IEndpointProvider Endpoints(SliceService service) => new SliceEndpoints(service);

    public static CoreMetadata Metadata(SliceService service) => new SliceMetadata(service);

    public static string UserAgent(SliceService service, string version) =>
        InternalSDKUtils.BuildUserAgentString(service.ServiceId.Replace(' ', '_'), version);

    /// <summary>Where one request would go: the answer to <c>DetermineServiceOperationEndpoint</c>.</summary>
    public static Endpoint EndpointFor(ClientConfig config, ServiceOperationEndpointParameters parameters)
    {
        using var request = new DefaultRequest(parameters.Request, config.ServiceId)
        {
            AlternateEndpoint = parameters.AlternateEndpoint,
        };
        var context = new RequestContext(false)
        {
            ClientConfig = config,
            OriginalRequest = parameters.Request,
            Request = request,
        };
        return new SliceEndpointResolver().GetEndpoint(new Amazon.Runtime.Internal.ExecutionContext(context, null));
    }

    /// <summary>Puts this slice's endpoint rule and signature scheme where an official package puts its own.</summary>
    public static void Customize(CorePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new SliceEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SliceSignatures());
    }

    public static InvokeOptions Xml<TRequest>(
        SliceService service,
        Func<TRequest, SliceRequest> write,
        string? resultElement,
        Func<XmlSource, Func<string, string?>, AmazonWebServiceResponse> read,
        Func<SliceError, XmlSource, AmazonServiceException> fault)
        where TRequest : AmazonWebServiceRequest => new()
        {
            RequestMarshaller = new RequestMarshaller<TRequest>(service, write),
            ResponseUnmarshaller = new XmlOperation(resultElement, read, fault),
        };

    public static InvokeOptions Json<TRequest>(
        SliceService service,
        Func<TRequest, SliceRequest> write,
        Func<JsonSource, Func<string, string?>, AmazonWebServiceResponse> read,
        Func<SliceError, JsonSource, AmazonServiceException> fault)
        where TRequest : AmazonWebServiceRequest => new()
        {
            RequestMarshaller = new RequestMarshaller<TRequest>(service, write),
            ResponseUnmarshaller = new JsonOperation(read, fault),
        };

    private static SliceError ToError(ErrorResponse error, Exception inner, HttpStatusCode status) =>
        new(error.Message, inner, error.Type, error.Code, error.RequestId, status);

    private static Func<string, string?> HeadersOf(IWebResponseData response) =>
        name => response.IsHeaderPresent(name) ? response.GetHeaderValue(name) : null;

    private sealed class SliceMetadata(SliceService service) : CoreMetadata
    {
        public string ServiceId => service.ServiceId;

        public IDictionary<string, string> OperationNameMapping { get; } =
            new Dictionary<string, string>(StringComparer.Ordinal);
    }

    private sealed class RequestMarshaller<TRequest>(SliceService service, Func<TRequest, SliceRequest> write)
        : IMarshaller<IRequest, AmazonWebServiceRequest>
        where TRequest : AmazonWebServiceRequest
    {
        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            var slice = write((TRequest)input);
            var request = new DefaultRequest(slice.Original, service.Namespace)
            {
                HttpMethod = slice.Method,
                ResourcePath = slice.Path,
                Content = slice.Content,
                UseQueryString = slice.ParametersAreInUrl,
            };
            slice.PathLabels.ForEach(label => request.AddPathResource(label.Key, label.Value));
            slice.Headers.ForEach(header => request.Headers[header.Key] = header.Value);
            if (!slice.ParametersAreInUrl)
            {
                slice.Parameters.ForEach(parameter => request.Parameters[parameter.Key] = parameter.Value);
                return request;
            }

            // Several values of one name become one parameter each.
            foreach (var parameter in slice.Parameters.GroupBy(p => p.Key, p => p.Value, StringComparer.Ordinal))
            {
                request.ParameterCollection.Add(parameter.Key, [.. parameter]);
            }

            return request;
        }
    }

    private sealed class SliceEndpoints(SliceService service) : IEndpointProvider
    {
        public Endpoint ResolveEndpoint(EndpointParameters parameters)
        {
            if (parameters["Endpoint"] is string { Length: > 0 } url)
            {
                return new Endpoint(url);
            }

            if (parameters["UseFIPS"] is true || parameters["UseDualStack"] is true)
            {
                throw new AmazonClientException(
                    $"The slice of {service.ServiceId} knows no FIPS or dual-stack endpoint; set ServiceURL to the one "
                    + "you need, or build with -p:AwsPackages=official.");
            }

            var region = parameters["Region"] as string
                ?? throw new AmazonClientException(
                    "Invalid Configuration: Missing Region. Set AWS_REGION, RegionEndpoint or ServiceURL.");
            var partition = Fn.Partition(region);
            return service.IsGlobal
                ? GlobalEndpoint(Fn.GetAttr(partition, "name") as string)
                : new Endpoint($"https://{service.EndpointPrefix}.{region}.{Fn.GetAttr(partition, "dnsSuffix")}");
        }

        private Endpoint GlobalEndpoint(string? partition)
        {
            var (suffix, signingRegion) = partition switch
            {
                "aws" => ("amazonaws.com", "us-east-1"),
                "aws-cn" => ("amazonaws.com.cn", "cn-northwest-1"),
                "aws-us-gov" => ("us-gov.amazonaws.com", "us-gov-west-1"),
                _ => throw new AmazonClientException(
                    $"The slice of {service.ServiceId} knows no endpoint in partition {partition}; set ServiceURL."),
            };
            var scheme = $$"""
                {"authSchemes":[{"name":"sigv4","signingName":"{{service.SigningName}}","signingRegion":"{{signingRegion}}"}]}
                """;
            return new Endpoint($"https://{service.EndpointPrefix}.{suffix}", scheme, "");
        }
    }

    private sealed class SliceEndpointResolver : BaseEndpointResolver
    {
        protected override void ServiceSpecificHandler(IExecutionContext context, EndpointParameters parameters) =>
            InjectHostPrefix(context.RequestContext);

        protected override EndpointParameters MapEndpointsParameters(IRequestContext context)
        {
            var config = context.ClientConfig;
            return new EndpointParameters
            {
                ["Region"] = context.Request.AlternateEndpoint?.SystemName
                    ?? config.RegionEndpoint?.SystemName
                    ?? NullIfEmpty(config.AuthenticationRegion)
                    ?? AWSSDKUtils.DetermineRegion(config.ServiceURL),
                ["Endpoint"] = config.ServiceURL,
                ["UseFIPS"] = config.UseFIPSEndpoint,
                ["UseDualStack"] = config.UseDualstackEndpoint,
            };
        }

        private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
    }

    private sealed class SliceSignatures : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) =>
            AuthSchemeOption.DEFAULT_SIGV4;
    }

    private sealed class XmlOperation(
        string? resultElement,
        Func<XmlSource, Func<string, string?>, AmazonWebServiceResponse> read,
        Func<SliceError, XmlSource, AmazonServiceException> fault) : XmlResponseUnmarshaller
    {
        public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext context)
        {
            var root = XmlSource.Parse(context.Stream);
            var result = resultElement is null ? root : root.ChildOrEmpty(resultElement);
            var response = read(result, HeadersOf(context.ResponseData));
            if (root.Child("ResponseMetadata")?.String("RequestId") is { } requestId)
            {
                response.ResponseMetadata = new ResponseMetadata { RequestId = requestId };
            }

            return response;
        }

        public override AmazonServiceException UnmarshallException(
            XmlUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode)
        {
            var error = XmlErrorResponseUnmarshaller.GetInstance().Unmarshall(context);
            using var body = new MemoryStream(context.GetResponseBodyBytes());
            return fault(ToError(error, innerException, statusCode), ErrorElement(body));
        }

        // A proxy may answer with HTML: then there is the status to tell, and no members to read.
        private static XmlSource ErrorElement(Stream body)
        {
            try
            {
                var root = XmlSource.Parse(body);
                return root.Child("Error") ?? root;
            }
            catch (XmlException)
            {
                return XmlSource.Parse(Stream.Null);
            }
        }
    }

    private sealed class JsonOperation(
        Func<JsonSource, Func<string, string?>, AmazonWebServiceResponse> read,
        Func<SliceError, JsonSource, AmazonServiceException> fault) : JsonResponseUnmarshaller
    {
        public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context) =>
            read(JsonSource.Parse(context.Stream), HeadersOf(context.ResponseData));

        public override AmazonServiceException UnmarshallException(
            JsonUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode)
        {
            var reader = new StreamingUtf8JsonReader(context.Stream);
            var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(context, ref reader);

            // Services that came from the query protocol state the old code and the side at fault in a header.
            var old = HeadersOf(context.ResponseData)("x-amzn-query-error")?.Split(';');
            if (old is [_, var side] && Enum.TryParse<ErrorType>(side, ignoreCase: true, out var type))
            {
                error.Type = type;
            }

            var body = ErrorElement(context.GetResponseBodyBytes());
            var exception = fault(ToError(error, innerException, statusCode), body);
            exception.ErrorCode = old is [var code, _] ? code : exception.ErrorCode;
            return exception;
        }

        private static JsonSource ErrorElement(byte[] body)
        {
            try
            {
                return JsonSource.Parse(body);
            }
            catch (JsonException)
            {
                return default;
            }
        }
    }
}
