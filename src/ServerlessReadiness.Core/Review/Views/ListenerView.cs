namespace ServerlessReadiness.Core.Review.Views;

/// <summary>A listener of one of the event's load balancers.</summary>
/// <param name="At">Where it is.</param>
/// <param name="Arn">Its ARN.</param>
/// <param name="Balancer">The load balancer's name.</param>
/// <param name="IsPublic">Whether the load balancer faces the internet.</param>
/// <param name="Protocol">HTTP, HTTPS, TCP, TLS, …</param>
/// <param name="Port">The port.</param>
/// <param name="SslPolicy">The security policy; null where the protocol has none.</param>
/// <param name="RedirectsToHttps">Whether all that it does is to send callers to HTTPS.</param>
public sealed record ListenerView(
    Place At,
    string Arn,
    string Balancer,
    bool IsPublic,
    string Protocol,
    int Port,
    string? SslPolicy,
    bool RedirectsToHttps)
{
    public string Label => $"listener {Protocol} {Port} of load balancer {Balancer} in {At}";
}
