using System.Globalization;
using System.Net.Http.Headers;

using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Helpers;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The context of one invocation, from the headers of the poll and the environment.</summary>
internal sealed class LambdaContext : ILambdaContext
{
    internal const string InvocationIdHeader = "Lambda-Runtime-Invocation-Id";

    private readonly LambdaEnvironment _environment;
    private readonly DateTimeOffset _deadline;
    private readonly string _clientContextJson;
    private readonly string _cognitoIdentityJson;
    private CognitoClientContext _clientContext;
    private CognitoIdentity _identity;

    public LambdaContext(HttpHeadersNonValidated headers, LambdaEnvironment environment, LogWriter log)
    {
        _environment = environment;
        AwsRequestId = Header(headers, "Lambda-Runtime-Aws-Request-Id")
            ?? throw new InvalidOperationException(
                "The Runtime API sent an invocation without Lambda-Runtime-Aws-Request-Id, so it cannot be answered.");
        InvokedFunctionArn = Header(headers, "Lambda-Runtime-Invoked-Function-Arn");
        TraceId = Header(headers, "Lambda-Runtime-Trace-Id");
        TenantId = Header(headers, "Lambda-Runtime-Aws-Tenant-Id");
        InvocationId = Header(headers, InvocationIdHeader);
        _clientContextJson = Header(headers, "Lambda-Runtime-Client-Context");
        _cognitoIdentityJson = Header(headers, "Lambda-Runtime-Cognito-Identity");
        _deadline = long.TryParse(
            Header(headers, "Lambda-Runtime-Deadline-Ms"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var deadline)
            ? DateTimeOffset.FromUnixTimeMilliseconds(deadline)
            : DateTimeOffset.UnixEpoch;
        Logger = new LambdaConsoleLogger(log, AwsRequestId, TraceId);
    }

    public string AwsRequestId { get; }

    public IClientContext ClientContext => _clientContext ??= CognitoClientContext.Parse(_clientContextJson);

    public string FunctionName => _environment.FunctionName;

    public string FunctionVersion => _environment.FunctionVersion;

    public ICognitoIdentity Identity => _identity ??= CognitoIdentity.Parse(_cognitoIdentityJson);

    public string InvokedFunctionArn { get; }

    public ILambdaLogger Logger { get; }

    public string LogGroupName => _environment.LogGroupName;

    public string LogStreamName => _environment.LogStreamName;

    public int MemoryLimitInMB => _environment.MemoryLimitInMB;

    public TimeSpan RemainingTime => _deadline - DateTimeOffset.UtcNow;

    public string TraceId { get; }

    public string TenantId { get; }

    /// <summary>Unlike the request id never repeated by a retry; null where Lambda does not send it.</summary>
    internal string InvocationId { get; }

    private static string Header(HttpHeadersNonValidated headers, string name)
        => headers.TryGetValues(name, out var values) ? values.ToString() : null;
}
