namespace ServerlessReadiness.Core.Plans;

/// <summary>Services whose resources are scaled by a setting instead of by bounds.</summary>
public enum SettingService
{
    /// <summary>An RDS instance: <c>class</c>, <c>iops</c>. A new class restarts it.</summary>
    RdsInstance = 0,

    /// <summary>An EBS volume: <c>iops</c>, <c>throughput</c> (MiB/s). Six hours between two changes.</summary>
    EbsVolume = 1,

    /// <summary>A DynamoDB table's warm throughput: <c>readUnits</c>, <c>writeUnits</c>. Cannot be lowered.</summary>
    TableWarmThroughput = 2,
}
