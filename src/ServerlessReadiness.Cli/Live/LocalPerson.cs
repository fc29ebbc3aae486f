namespace ServerlessReadiness.Cli.Live;

/// <summary>Somebody whom a person at this machine can be.</summary>
/// <param name="Id">As the page sends it.</param>
/// <param name="Name">For people.</param>
/// <param name="Roles">The plan's roles that they have.</param>
/// <param name="Member">What the authorizer would have proved: an IAM ARN, or the subject of a token.</param>
internal sealed record LocalPerson(string Id, string Name, IReadOnlyList<string> Roles, string Member)
{
    public bool IsSigned => Member.StartsWith("arn:", StringComparison.Ordinal);
}
