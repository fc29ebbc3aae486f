namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>A quota of Service Quotas.</summary>
/// <param name="Service">The service's code there, such as ec2.</param>
/// <param name="Code">The quota's code, such as L-1216C47A; empty for one that is found by its name.</param>
/// <param name="Name">Its name there, as far as we know it.</param>
public sealed record QuotaKey(string Service, string Code, string Name)
{
    public override string ToString() => Code.Length == 0 ? $"{Service} \"{Name}\"" : $"{Service} {Code}";
}
