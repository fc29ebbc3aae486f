#nullable enable
namespace ServerlessReadiness.SliceSupport;

/// <summary>What tells one AWS service from another: taken from the metadata of its service model.</summary>
/// <param name="ServiceId">The model's id, with spaces: <c>Auto Scaling</c>. Names
/// <c>AWS_ENDPOINT_URL_AUTO_SCALING</c>.</param>
/// <param name="Namespace">The .NET namespace; Core uses it as the service name in logs.</param>
/// <param name="EndpointPrefix">First label of the host name.</param>
/// <param name="SigningName">The service in the signature's scope.</param>
/// <param name="ApiVersion">Date of the API.</param>
/// <param name="IsGlobal">One endpoint per partition instead of one per region (Route 53, IAM).</param>
internal sealed record SliceService(
    string ServiceId,
    string Namespace,
    string EndpointPrefix,
    string SigningName,
    string ApiVersion,
    bool IsGlobal);
