namespace ServerlessReadiness.Core.Shedding;


/// <summary>What an alias record points to.</summary>
/// <param name="HostedZoneId">The target's zone.</param>
/// <param name="DnsName">The target's name, as Route 53 spells it.</param>
/// <param name="EvaluateTargetHealth">Whether the target's health decides.</param>
public sealed record DnsAlias(string HostedZoneId, string DnsName, bool EvaluateTargetHealth);
