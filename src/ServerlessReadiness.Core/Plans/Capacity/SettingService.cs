namespace ServerlessReadiness.Core.Plans.Capacity;

/// <summary>Services whose resources are scaled by a setting instead of by bounds.</summary>
public enum SettingService
{
    /// <summary>An RDS instance: <c>class</c>, <c>iops</c>. A new class restarts it.</summary>
    RdsInstance = 0,

    /// <summary>An EBS volume: <c>iops</c>, <c>throughput</c> (MiB/s). Six hours between two changes.</summary>
    EbsVolume = 1,

    /// <summary>A DynamoDB table's warm throughput: <c>readUnits</c>, <c>writeUnits</c>. Cannot be lowered.</summary>
    TableWarmThroughput = 2,

    /// <summary>
    /// SSM parameters that the application reads; the id is their path without the last part, such as /shop/features,
    /// and each setting is one parameter below it.
    /// </summary>
    SsmParameters = 3,

    /// <summary>
    /// A rate rule of ours on a WAF web ACL; the id is <c>regional/NAME/ID</c> or <c>cloudfront/NAME/ID</c>, its only
    /// setting <c>limit</c>: requests of one address in five minutes, <c>none</c> while the rule is absent.
    /// </summary>
    WebAclRateLimit = 4,
}
