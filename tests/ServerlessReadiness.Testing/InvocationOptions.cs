namespace ServerlessReadiness.Testing;

/// <summary>What an invocation carries besides its payload; what is null is not sent, except the defaults named here.</summary>
public sealed record InvocationOptions
{
    /// <summary>A random id when null.</summary>
    public string? RequestId { get; init; }

    /// <summary>One minute from when the function takes the invocation, when null.</summary>
    public DateTimeOffset? Deadline { get; init; }

    public string FunctionArn { get; init; } = "arn:aws:lambda:ap-northeast-2:123456789012:function:readiness-test";

    public string? TraceId { get; init; }

    public string? ClientContextJson { get; init; }

    public string? CognitoIdentityJson { get; init; }

    public string? TenantId { get; init; }

    public string? InvocationId { get; init; }

    /// <summary>Sends the payload without Content-Length, as a proxy may.</summary>
    public bool Chunked { get; init; }
}
