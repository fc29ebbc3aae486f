namespace ServerlessReadiness.Aws.Clients;

/// <summary>The role to assume in another account.</summary>
/// <param name="Arn">The role's ARN.</param>
/// <param name="ExternalId">What the role's trust policy asks for besides our identity; null for none.</param>
public sealed record AccountRole(string Arn, string? ExternalId);
