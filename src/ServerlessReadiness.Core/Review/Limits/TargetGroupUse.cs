namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>A target group and how many targets it has.</summary>
/// <param name="Account">Twelve digits.</param>
/// <param name="Region">A region code.</param>
/// <param name="Arn">Its ARN.</param>
/// <param name="Name">Its name.</param>
/// <param name="Targets">Registered targets, in whatever state.</param>
/// <param name="LoadBalancer">The ARN of the load balancer that routes to it; null while none does.</param>
public sealed record TargetGroupUse(
    string Account,
    string Region,
    string Arn,
    string Name,
    int Targets,
    string? LoadBalancer);
