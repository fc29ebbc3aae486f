using System.Diagnostics;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Core.RunbookBook;

/// <summary>What AWS calls the services behind components; names of products are the same in every language.</summary>
public static class AwsService
{
    public static string Of(Resource resource) => resource switch
    {
        Resource.AutoScalingGroup => "Amazon EC2 Auto Scaling",
        Resource.ScalableTarget { ServiceNamespace: "ecs" } => "Amazon ECS",
        Resource.ScalableTarget { ServiceNamespace: "dynamodb" } => "Amazon DynamoDB",
        Resource.ScalableTarget { ServiceNamespace: "lambda" } => "AWS Lambda",
        Resource.ScalableTarget { ServiceNamespace: "elasticache" } => "Amazon ElastiCache",
        Resource.ScalableTarget target => $"AWS Application Auto Scaling ({target.ServiceNamespace})",
        Resource.StandaloneInstances => "Amazon EC2",
        Resource.Setting { Service: SettingService.RdsInstance } => "Amazon RDS",
        Resource.Setting { Service: SettingService.EbsVolume } => "Amazon EBS",
        Resource.Setting { Service: SettingService.TableWarmThroughput } => "Amazon DynamoDB",
        Resource.Setting { Service: SettingService.SsmParameters } => "AWS Systems Manager Parameter Store",
        Resource.Setting { Service: SettingService.WebAclRateLimit } => "AWS WAF",
        Resource.DnsRecords => "Amazon Route 53",
        Resource.Listener => "Elastic Load Balancing",
        _ => throw new UnreachableException($"No service for {resource.GetType().Name}."),
    };
}
