using System.Net;

using Amazon.Runtime;

using ServerlessReadiness.Application.Ports;

namespace ServerlessReadiness.Aws.Clients;

/// <summary>What an exception of the AWS SDK means for the caller of a port.</summary>
public static class AwsFailures
{
    /// <summary>
    /// Whether an exception is trouble with the service, the network or our rights. Anything else is a bug and passes
    /// through, as does a cancellation that the caller asked for.
    /// </summary>
    public static bool IsTrouble(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        // The SDK cancels an attempt that takes too long with the same exception that a caller's cancellation gives.
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        AmazonServiceException or AmazonClientException => true,
        HttpRequestException or IOException or TimeoutException => true,
        _ => false,
    };

    public static PortFailure Classify(Exception exception) => exception switch
    {
        AmazonServiceException { ErrorCode: "ValidationError" or "ValidationException" } invalid
            when SaysNotFound(invalid.Message) => PortFailure.NotFound,
        AmazonServiceException service => Classify(service.ErrorCode ?? "", service.StatusCode),
        _ => PortFailure.Unavailable,
    };

    // Auto Scaling has no code of its own for what does not exist:
    // "AutoScalingGroup name not found - …", "Instance Id not found - No managed instance found for instance ID …",
    // "The instance … is not part of Auto Scaling group …".
    private static bool SaysNotFound(string message) =>
        message.Contains("not found", StringComparison.OrdinalIgnoreCase)
        || message.Contains("is not part of Auto Scaling group", StringComparison.OrdinalIgnoreCase);

    private static PortFailure Classify(string code, HttpStatusCode status) => code switch
    {
        "ProvisionedThroughputExceededException" or "ThrottlingException" or "Throttling" or "ThrottledException"
            or "RequestLimitExceeded" or "RequestThrottled" or "RequestThrottledException" or "TooManyRequestsException"
            or "SlowDown" or "LimitExceededException" or "PriorRequestNotComplete" or "Throttled"
            or "EC2ThrottledException" or "KMSThrottling"
            or "AutomationExecutionLimitExceededException" => PortFailure.Throttled,
        "AccessDenied" or "AccessDeniedException" or "UnauthorizedOperation" or "AuthorizationError"
            or "UnrecognizedClientException" or "InvalidClientTokenId" or "InvalidSignatureException"
            or "SignatureDoesNotMatch" or "ExpiredToken" or "ExpiredTokenException"
            or "MissingAuthenticationToken" or "MissingAuthenticationTokenException" or "AuthFailure"
            or "UnauthorizedAccess" or "OptInRequired" or "Blocked" or "KMSAccessDenied" => PortFailure.Denied,
        "ResourceNotFoundException" or "NotFoundException" or "ResourceNotFound" or "NotFound"
            or "ObjectNotFoundException" or "NoSuchResourceException" or "InvalidInstanceID.NotFound"
            or "InvalidGroup.NotFound" or "InvalidVolume.NotFound" or "InvalidVolumeModification.NotFound"
            or "DBInstanceNotFound" or "InvalidSubnetID.NotFound" or "ListenerNotFound" or "RuleNotFound"
            or "LoadBalancerNotFound" or "TargetGroupNotFound" or "ParameterNotFound"
            or "AutomationDefinitionNotFoundException" or "AutomationDefinitionVersionNotFoundException"
            or "AutomationExecutionNotFoundException" or "WAFNonexistentItemException" => PortFailure.NotFound,

        // Another change of the same thing is under way. It may be an earlier attempt of ours, so: look, then retry.
        // Lambda says ResourceConflictException while a function is being created or deployed.
        "ConcurrentUpdateException" or "ConcurrentAccess" or "ResourceContention" or "TooManyUpdates"
            or "ResourceConflictException" or "WAFUnavailableEntityException" => PortFailure.Unavailable,
        _ => Classify(status),
    };

    private static PortFailure Classify(HttpStatusCode status) => (int)status switch
    {
        429 => PortFailure.Throttled,
        401 or 403 => PortFailure.Denied,
        404 => PortFailure.NotFound,
        >= 400 and < 500 => PortFailure.Refused,
        _ => PortFailure.Unavailable,
    };
}
