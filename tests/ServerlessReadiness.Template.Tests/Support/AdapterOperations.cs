using System.Text.RegularExpressions;

namespace ServerlessReadiness.Template.Tests.Support;

/// <summary>Which right each call of an AWS adapter needs, and the calls that the adapters really make.</summary>
internal static partial class AdapterOperations
{
    /// <summary>The adapter file, then the operation.</summary>
    public static IReadOnlyDictionary<string, Right> Rights { get; } = new Dictionary<string, Right>
    {
        ["DynamoDbStateStore.GetItem"] = new("dynamodb:GetItem", Purpose.State),
        ["DynamoDbStateStore.BatchGetItem"] = new("dynamodb:BatchGetItem", Purpose.State),
        ["DynamoDbStateStore.Query"] = new("dynamodb:Query", Purpose.State),
        ["DynamoDbCommits.PutItem"] = new("dynamodb:PutItem", Purpose.State),
        // DynamoDB asks for the right to each write of a transaction; ours are puts.
        ["DynamoDbCommits.TransactWriteItems"] = new("dynamodb:PutItem", Purpose.State),

        ["AutoScalingFleets.DescribeAutoScalingGroups"] = new("autoscaling:DescribeAutoScalingGroups", Purpose.Read),
        ["AutoScalingFleets.DescribeInstanceRefreshes"] = new("autoscaling:DescribeInstanceRefreshes", Purpose.Read),
        ["AutoScalingFleets.DescribeScalingActivities"] = new("autoscaling:DescribeScalingActivities", Purpose.Read),
        ["AutoScalingFleets.UpdateAutoScalingGroup"] = new("autoscaling:UpdateAutoScalingGroup", Purpose.Effect),
        ["AutoScalingFleets.SetDesiredCapacity"] = new("autoscaling:SetDesiredCapacity", Purpose.Effect),
        ["AutoScalingFleets.TerminateInstanceInAutoScalingGroup"] =
            new("autoscaling:TerminateInstanceInAutoScalingGroup", Purpose.Effect),
        ["AutoScalingFleets.EnterStandby"] = new("autoscaling:EnterStandby", Purpose.Effect),
        ["AutoScalingFleets.ExitStandby"] = new("autoscaling:ExitStandby", Purpose.Effect),
        ["AutoScalingFleets.SetInstanceHealth"] = new("autoscaling:SetInstanceHealth", Purpose.Effect),

        ["AutoScalingSchedules.DescribePolicies"] = new("autoscaling:DescribePolicies", Purpose.Read),
        ["AutoScalingSchedules.DescribeScheduledActions"] =
            new("autoscaling:DescribeScheduledActions", Purpose.Read),
        ["AutoScalingSchedules.PutScheduledUpdateGroupAction"] =
            new("autoscaling:PutScheduledUpdateGroupAction", Purpose.Effect),
        ["AutoScalingSchedules.DeleteScheduledAction"] = new("autoscaling:DeleteScheduledAction", Purpose.Effect),

        ["ApplicationAutoScalingTargets.DescribeScalableTargets"] =
            new("application-autoscaling:DescribeScalableTargets", Purpose.Read),
        ["ApplicationAutoScalingTargets.DescribeScalingActivities"] =
            new("application-autoscaling:DescribeScalingActivities", Purpose.Read),
        ["ApplicationAutoScalingTargets.RegisterScalableTarget"] =
            new("application-autoscaling:RegisterScalableTarget", Purpose.Effect),

        ["Ec2Instances.DescribeInstances"] = new("ec2:DescribeInstances", Purpose.Read),
        ["Ec2Instances.DescribeInstanceStatus"] = new("ec2:DescribeInstanceStatus", Purpose.Read),
        ["Ec2Instances.RebootInstances"] = new("ec2:RebootInstances", Purpose.Effect),
        ["Ec2Instances.StopInstances"] = new("ec2:StopInstances", Purpose.Effect),
        ["Ec2Instances.StartInstances"] = new("ec2:StartInstances", Purpose.Effect),
        ["Ec2Instances.ModifyInstanceAttribute"] = new("ec2:ModifyInstanceAttribute", Purpose.Effect),
        ["InstanceTypes.DescribeInstanceTypes"] = new("ec2:DescribeInstanceTypes", Purpose.Read),

        ["EbsSettings.DescribeVolumes"] = new("ec2:DescribeVolumes", Purpose.Read),
        ["EbsSettings.DescribeVolumesModifications"] = new("ec2:DescribeVolumesModifications", Purpose.Read),
        ["EbsSettings.ModifyVolume"] = new("ec2:ModifyVolume", Purpose.Effect),
        ["RdsSettings.DescribeDBInstances"] = new("rds:DescribeDBInstances", Purpose.Read),
        ["RdsSettings.ModifyDBInstance"] = new("rds:ModifyDBInstance", Purpose.Effect),
        ["TableSettings.DescribeTable"] = new("dynamodb:DescribeTable", Purpose.Read),
        ["TableSettings.UpdateTable"] = new("dynamodb:UpdateTable", Purpose.Effect),

        ["Route53Dns.ListResourceRecordSets"] = new("route53:ListResourceRecordSets", Purpose.Read),
        ["Route53Dns.GetChange"] = new("route53:GetChange", Purpose.Read),
        ["Route53Dns.ChangeResourceRecordSets"] = new("route53:ChangeResourceRecordSets", Purpose.Traffic),
        ["Route53HealthChecks.GetHealthCheck"] = new("route53:GetHealthCheck", Purpose.Read),
        ["Route53HealthChecks.GetHealthCheckStatus"] = new("route53:GetHealthCheckStatus", Purpose.Read),
        ["Route53HealthChecks.UpdateHealthCheck"] = new("route53:UpdateHealthCheck", Purpose.Traffic),
        ["ElbListeners.DescribeRules"] = new("elasticloadbalancing:DescribeRules", Purpose.Read),
        ["ElbListeners.DescribeTags"] = new("elasticloadbalancing:DescribeTags", Purpose.Read),
        ["ElbListeners.CreateRule"] = new("elasticloadbalancing:CreateRule", Purpose.Traffic),
        ["ElbListeners.DeleteRule"] = new("elasticloadbalancing:DeleteRule", Purpose.Traffic),
        ["ArcZones.DescribeLoadBalancers"] = new("elasticloadbalancing:DescribeLoadBalancers", Purpose.Read),
        ["ArcZones.DescribeAutoScalingGroups"] = new("autoscaling:DescribeAutoScalingGroups", Purpose.Read),
        ["ArcZones.DescribeSubnets"] = new("ec2:DescribeSubnets", Purpose.Read),
        ["ArcZones.GetManagedResource"] = new("arc-zonal-shift:GetManagedResource", Purpose.Read),
        ["ArcZones.StartZonalShift"] = new("arc-zonal-shift:StartZonalShift", Purpose.Traffic),
        ["ArcZones.CancelZonalShift"] = new("arc-zonal-shift:CancelZonalShift", Purpose.Traffic),
        ["ArcZones.UpdateAutoScalingGroup"] = new("autoscaling:UpdateAutoScalingGroup", Purpose.Traffic),
        ["AwsAutomations.StartAutomationExecution"] = new("ssm:StartAutomationExecution", Purpose.Traffic),
        ["AwsAutomations.GetAutomationExecution"] = new("ssm:GetAutomationExecution", Purpose.Read),
        ["AwsAutomations.Invoke"] = new("lambda:InvokeFunction", Purpose.Traffic),
        ["SsmParameterSettings.GetParametersByPath"] = new("ssm:GetParametersByPath", Purpose.Read),
        ["SsmParameterSettings.GetParameters"] = new("ssm:GetParameters", Purpose.Read),
        ["SsmParameterSettings.PutParameter"] = new("ssm:PutParameter", Purpose.Traffic),
        ["SsmParameterSettings.DeleteParameter"] = new("ssm:DeleteParameter", Purpose.Traffic),
        ["WebAclRateSettings.GetWebACL"] = new("wafv2:GetWebACL", Purpose.Read),
        ["WebAclRateSettings.UpdateWebACL"] = new("wafv2:UpdateWebACL", Purpose.Traffic),

        ["CloudWatchMetrics.GetMetricData"] = new("cloudwatch:GetMetricData", Purpose.Read),
        ["CloudWatchAlarms.DescribeAlarms"] = new("cloudwatch:DescribeAlarms", Purpose.Read),
        ["ServiceQuotaHeadroom.GetMetricData"] = new("cloudwatch:GetMetricData", Purpose.Read),
        ["ServiceQuotaHeadroom.GetServiceQuota"] = new("servicequotas:GetServiceQuota", Purpose.Read),
        ["ServiceQuotaHeadroom.DescribeAutoScalingGroups"] =
            new("autoscaling:DescribeAutoScalingGroups", Purpose.Read),

        ["GroupReads.DescribeAutoScalingGroups"] = new("autoscaling:DescribeAutoScalingGroups", Purpose.Review),
        ["GroupReads.DescribeLaunchTemplateVersions"] =
            new("ec2:DescribeLaunchTemplateVersions", Purpose.Review),
        ["GroupReads.DescribeVolumes"] = new("ec2:DescribeVolumes", Purpose.Review),
        ["CountedUse.DescribeVolumes"] = new("ec2:DescribeVolumes", Purpose.Review),
        ["CountedUse.DescribeInstances"] = new("ec2:DescribeInstances", Purpose.Review),
        ["NetworkReads.DescribeSubnets"] = new("ec2:DescribeSubnets", Purpose.Review),
        ["NetworkReads.DescribeRouteTables"] = new("ec2:DescribeRouteTables", Purpose.Review),
        ["NetworkReads.DescribeNatGateways"] = new("ec2:DescribeNatGateways", Purpose.Review),
        ["TargetReads.DescribeTargetGroups"] = new("elasticloadbalancing:DescribeTargetGroups", Purpose.Review),
        ["TargetReads.DescribeTargetHealth"] = new("elasticloadbalancing:DescribeTargetHealth", Purpose.Review),
        ["TargetReads.DescribeListeners"] = new("elasticloadbalancing:DescribeListeners", Purpose.Review),
        ["TargetReads.DescribeRules"] = new("elasticloadbalancing:DescribeRules", Purpose.Review),
        ["DatabaseReads.DescribeDBInstances"] = new("rds:DescribeDBInstances", Purpose.Review),
        ["DatabaseReads.DescribeDBParameters"] = new("rds:DescribeDBParameters", Purpose.Review),
        ["QuotaReads.GetServiceQuota"] = new("servicequotas:GetServiceQuota", Purpose.Review),
        ["QuotaReads.GetAWSDefaultServiceQuota"] = new("servicequotas:GetAWSDefaultServiceQuota", Purpose.Review),
        ["QuotaReads.ListServiceQuotas"] = new("servicequotas:ListServiceQuotas", Purpose.Review),
        ["QuotaReads.ListAWSDefaultServiceQuotas"] =
            new("servicequotas:ListAWSDefaultServiceQuotas", Purpose.Review),

        ["AutoScalingHooks.DescribeLifecycleHooks"] = new("autoscaling:DescribeLifecycleHooks", Purpose.Read),
        ["AutoScalingHooks.DescribeAutoScalingInstances"] =
            new("autoscaling:DescribeAutoScalingInstances", Purpose.Read),
        ["AutoScalingHooks.CompleteLifecycleAction"] = new("autoscaling:CompleteLifecycleAction", Purpose.Hook),
        ["AutoScalingHooks.RecordLifecycleActionHeartbeat"] =
            new("autoscaling:RecordLifecycleActionHeartbeat", Purpose.Hook),
        ["Ec2Attachments.DescribeInstances"] = new("ec2:DescribeInstances", Purpose.Read),
        ["Ec2Attachments.DescribeAddresses"] = new("ec2:DescribeAddresses", Purpose.Read),
        ["Ec2Attachments.DescribeNetworkInterfaces"] = new("ec2:DescribeNetworkInterfaces", Purpose.Read),
        ["Ec2Attachments.AttachNetworkInterface"] = new("ec2:AttachNetworkInterface", Purpose.Hook),
        ["Ec2Attachments.DetachNetworkInterface"] = new("ec2:DetachNetworkInterface", Purpose.Hook),
        ["Ec2Attachments.AssociateAddress"] = new("ec2:AssociateAddress", Purpose.Hook),
        ["Ec2Attachments.CreateTags"] = new("ec2:CreateTags", Purpose.Hook),
        ["ElbTargets.DescribeTargetHealth"] = new("elasticloadbalancing:DescribeTargetHealth", Purpose.Read),
        ["ElbTargets.RegisterTargets"] = new("elasticloadbalancing:RegisterTargets", Purpose.Hook),
        ["ElbTargets.DeregisterTargets"] = new("elasticloadbalancing:DeregisterTargets", Purpose.Hook),
        ["SsmCommands.ListCommands"] = new("ssm:ListCommands", Purpose.Read),
        ["SsmCommands.GetCommandInvocation"] = new("ssm:GetCommandInvocation", Purpose.Read),
        ["SsmCommands.DescribeInstanceInformation"] = new("ssm:DescribeInstanceInformation", Purpose.Read),
        ["SsmCommands.SendCommand"] = new("ssm:SendCommand", Purpose.Hook),

        ["CloudWatchCharts.GetMetricWidgetImage"] = new("cloudwatch:GetMetricWidgetImage", Purpose.Charts),
        ["QueueLetters.GetQueueAttributes"] = new("sqs:GetQueueAttributes", Purpose.Letters),
        ["SesMail.SendEmail"] = new("ses:SendEmail", Purpose.Mail),

        ["GroupSource.DescribeAutoScalingGroups"] = new("autoscaling:DescribeAutoScalingGroups", Purpose.Review),
        ["LaunchReader.DescribeLaunchConfigurations"] = new("autoscaling:DescribeLaunchConfigurations", Purpose.Review),
        ["LaunchReader.DescribeLaunchTemplateVersions"] = new("ec2:DescribeLaunchTemplateVersions", Purpose.Review),
        ["InstanceSource.DescribeInstances"] = new("ec2:DescribeInstances", Purpose.Review),
        ["VolumeSource.DescribeVolumes"] = new("ec2:DescribeVolumes", Purpose.Review),
        ["VolumeSource.DescribeSnapshots"] = new("ec2:DescribeSnapshots", Purpose.Review),
        ["VolumeSource.DescribeInstanceTypes"] = new("ec2:DescribeInstanceTypes", Purpose.Review),
        ["BalancerSource.DescribeTargetGroups"] = new("elasticloadbalancing:DescribeTargetGroups", Purpose.Review),
        ["BalancerSource.DescribeLoadBalancers"] = new("elasticloadbalancing:DescribeLoadBalancers", Purpose.Review),
        ["BalancerSource.DescribeListeners"] = new("elasticloadbalancing:DescribeListeners", Purpose.Review),
        ["BalancerSource.DescribeRules"] = new("elasticloadbalancing:DescribeRules", Purpose.Review),
        ["DatabaseSource.DescribeDBInstances"] = new("rds:DescribeDBInstances", Purpose.Review),
        ["SecurityGroupSource.DescribeSecurityGroups"] = new("ec2:DescribeSecurityGroups", Purpose.Review),
        ["RecordSource.ListResourceRecordSets"] = new("route53:ListResourceRecordSets", Purpose.Review),
        ["AccessSource.GenerateCredentialReport"] = new("iam:GenerateCredentialReport", Purpose.Review),
        ["AccessSource.GetCredentialReport"] = new("iam:GetCredentialReport", Purpose.Review),
        ["AccessSource.GetAccountPasswordPolicy"] = new("iam:GetAccountPasswordPolicy", Purpose.Review),
        ["AccessSource.ListEntitiesForPolicy"] = new("iam:ListEntitiesForPolicy", Purpose.Review),
        ["TrailSource.DescribeTrails"] = new("cloudtrail:DescribeTrails", Purpose.Review),
        ["TrailSource.GetTrailStatus"] = new("cloudtrail:GetTrailStatus", Purpose.Review),
        ["PatchSource.DescribeInstancePatchStates"] = new("ssm:DescribeInstancePatchStates", Purpose.Review),
        ["DistributionSource.ListDistributions"] = new("cloudfront:ListDistributions", Purpose.Review),
        ["LinkSource.DescribeVpnGateways"] = new("ec2:DescribeVpnGateways", Purpose.Review),
        ["LinkSource.DescribeTransitGatewayVpcAttachments"] =
            new("ec2:DescribeTransitGatewayVpcAttachments", Purpose.Review),
        ["LinkSource.DescribeVpnConnections"] = new("ec2:DescribeVpnConnections", Purpose.Review),
        ["LinkSource.DescribeConnections"] = new("directconnect:DescribeConnections", Purpose.Review),
        ["ReservationSource.DescribeReservedInstances"] = new("ec2:DescribeReservedInstances", Purpose.Review),
        ["TagSource.GetResources"] = new("tag:GetResources", Purpose.Review),
        ["AlarmSource.DescribeAlarms"] = new("cloudwatch:DescribeAlarms", Purpose.Review),
        ["AlarmSource.DescribeAlarmHistory"] = new("cloudwatch:DescribeAlarmHistory", Purpose.Review),
        ["AlarmSource.ListAlarmMuteRules"] = new("cloudwatch:ListAlarmMuteRules", Purpose.Review),
        ["AlarmSource.GetAlarmMuteRule"] = new("cloudwatch:GetAlarmMuteRule", Purpose.Review),
        ["AlarmTopicSource.GetTopicAttributes"] = new("sns:GetTopicAttributes", Purpose.Review),
        ["AlarmTopicSource.ListSubscriptionsByTopic"] = new("sns:ListSubscriptionsByTopic", Purpose.Review),
        ["AlarmTopicSource.DescribeKey"] = new("kms:DescribeKey", Purpose.Review),
        ["AlarmTopicSource.GetKeyPolicy"] = new("kms:GetKeyPolicy", Purpose.Review),
        ["Dashboards.GetDashboard"] = new("cloudwatch:GetDashboard", Purpose.Dashboard),
        ["Dashboards.PutDashboard"] = new("cloudwatch:PutDashboard", Purpose.Dashboard),
        ["Dashboards.DeleteDashboards"] = new("cloudwatch:DeleteDashboards", Purpose.Dashboard),

        ["SnsNotifier.Publish"] = new("sns:Publish", Purpose.Effect),
        ["AssumedRoleCredentials.AssumeRole"] = new("sts:AssumeRole", Purpose.OtherAccounts),
        ["LambdaRunDispatcher.Invoke"] = new("lambda:InvokeFunction", Purpose.HandOver),
    };

    /// <summary>
    /// What the review's sources read through adapters of others, and its right; of those adapters they call nothing else.
    /// </summary>
    public static IReadOnlyDictionary<string, string> ReadThroughOthers { get; } = new[]
    {
        "AutoScalingHooks.DescribeLifecycleHooks", "ElbListeners.DescribeRules", "ElbListeners.DescribeTags",
        "InstanceTypes.DescribeInstanceTypes", "CloudWatchMetrics.GetMetricData",
    }.ToDictionary(operation => operation, operation => Rights[operation].Action);

    /// <summary>What a service asks for besides the call itself: the tags of a new rule, an automation's role.</summary>
    private static readonly Right[] Implied =
    [
        new("elasticloadbalancing:AddTags", Purpose.Traffic),
        new("iam:PassRole", Purpose.Traffic),
    ];

    /// <summary>All but the last are used by the readiness tool only; that one sends HTTP for all clients.</summary>
    private static readonly string[] NotOfFunctions =
    [
        "TableCreation", "Topics", "CallerIdentity", "CloudWatchAlarmMaker", "CostExplorerBills", "DeadLetterQueues",
        "FunctionCall", "HardPause", "QuotaIncreases", "SandboxCalls", "SandboxReader", "SingleSendHttp",
    ];

    public static IReadOnlyList<string> InSource() =>
    [
        .. Repository.Sources("src", "ServerlessReadiness.Aws")
            .Select(file => (Name: Path.GetFileNameWithoutExtension(file), Text: File.ReadAllText(file)))
            .Where(file => !NotOfFunctions.Contains(file.Name))
            .SelectMany(file => Call().Matches(file.Text)
                .Select(call => $"{file.Name}.{call.Groups["operation"].Value}"))
            .Distinct(),
    ];

    public static IEnumerable<string> Actions(params Purpose[] purposes) => Rights.Values
        .Concat(Implied)
        .Where(right => purposes.Contains(right.Purpose))
        .Select(right => right.Action)
        .Distinct();

    /// <summary>A call of a client passes a request first; our own methods do not.</summary>
    [GeneratedRegex(
        @"\.(?<operation>[A-Z]\w+)Async\(\s*(request\b|new \k<operation>Request\b)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Call();
}
