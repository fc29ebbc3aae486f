namespace Amazon.Lambda.Core;

/// <summary>What the execution environment says about the invocation that is being handled.</summary>
public interface ILambdaContext
{
    /// <summary>The id that the caller of Invoke received; a retry of the same event carries the same id.</summary>
    string AwsRequestId { get; }

    /// <summary>What the AWS Mobile SDK sent about the client application; may be null.</summary>
    IClientContext ClientContext { get; }

    string FunctionName { get; }

    string FunctionVersion { get; }

    /// <summary>The Amazon Cognito identity of the caller; may be null.</summary>
    ICognitoIdentity Identity { get; }

    /// <summary>The ARN used to invoke: of the function, a version or an alias.</summary>
    string InvokedFunctionArn { get; }

    ILambdaLogger Logger { get; }

    string LogGroupName { get; }

    string LogStreamName { get; }

    int MemoryLimitInMB { get; }

    /// <summary>Time until Lambda ends the invocation; negative once the deadline has passed.</summary>
    TimeSpan RemainingTime { get; }

    /// <summary>The X-Ray trace header of the invocation; null where the implementation does not know it.</summary>
    string TraceId => null;

    /// <summary>The tenant of a function with tenant isolation; null without it.</summary>
    string TenantId => null;
}
