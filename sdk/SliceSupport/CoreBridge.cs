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
    /// <summary>Names the status among the headers of an answer, as HTTP/2 does.</summary>
    public const string StatusHeader = ":status";

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

    /// <summary>The partition of a region, by Core's own table, and the domain of its endpoints.</summary>
    public static (string? Name, string? DnsSuffix) PartitionOf(string region)
    {
        var partition = Fn.Partition(region);
        return (Fn.GetAttr(partition, "name") as string, Fn.GetAttr(partition, "dnsSuffix") as string);
    }

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
            ResponseUnmarshaller = new JsonOperation(
                (body, header) => read(JsonSource.Parse(body), header), fault),
        };

    /// <summary>The answer is bytes that the service does not look into; errors are JSON.</summary>
    public static InvokeOptions Raw<TRequest>(
        SliceService service,
        Func<TRequest, SliceRequest> write,
        Func<MemoryStream, Func<string, string?>, AmazonWebServiceResponse> read,
        Func<SliceError, JsonSource, AmazonServiceException> fault)
        where TRequest : AmazonWebServiceRequest => new()
        {
            RequestMarshaller = new RequestMarshaller<TRequest>(service, write),
            ResponseUnmarshaller = new JsonOperation((body, header) => read(Bytes(body), header), fault),
        };

    private static MemoryStream Bytes(Stream body)
    {
        var bytes = new MemoryStream();
        body.CopyTo(bytes);
        bytes.Position = 0;
        return bytes;
    }

    private static SliceError ToError(
        ErrorResponse error, Exception inner, HttpStatusCode status, IWebResponseData response) =>
        new(error.Message, inner, error.Type, error.Code, error.RequestId, status, HeadersOf(response));

    private static Func<string, string?> HeadersOf(IWebResponseData response) => name => name == StatusHeader
        ? WireText.Of((long?)(int)response.StatusCode)
        : response.IsHeaderPresent(name) ? response.GetHeaderValue(name) : null;

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
            return fault(ToError(error, innerException, statusCode, context.ResponseData), ErrorElement(body));
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
        Func<Stream, Func<string, string?>, AmazonWebServiceResponse> read,
        Func<SliceError, JsonSource, AmazonServiceException> fault) : JsonResponseUnmarshaller
    {
        public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context) =>
            read(context.Stream, HeadersOf(context.ResponseData));

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
            var exception = fault(ToError(error, innerException, statusCode, context.ResponseData), body);
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
