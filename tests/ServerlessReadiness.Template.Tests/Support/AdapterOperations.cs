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

        ["CloudWatchMetrics.GetMetricData"] = new("cloudwatch:GetMetricData", Purpose.Read),
        ["CloudWatchAlarms.DescribeAlarms"] = new("cloudwatch:DescribeAlarms", Purpose.Read),
        ["ServiceQuotaHeadroom.GetMetricData"] = new("cloudwatch:GetMetricData", Purpose.Read),
        ["ServiceQuotaHeadroom.GetServiceQuota"] = new("servicequotas:GetServiceQuota", Purpose.Read),
        ["ServiceQuotaHeadroom.DescribeAutoScalingGroups"] =
            new("autoscaling:DescribeAutoScalingGroups", Purpose.Read),

        ["SnsNotifier.Publish"] = new("sns:Publish", Purpose.Effect),
        ["AssumedRoleCredentials.AssumeRole"] = new("sts:AssumeRole", Purpose.OtherAccounts),
        ["LambdaRunDispatcher.Invoke"] = new("lambda:InvokeFunction", Purpose.HandOver),
    };

    /// <summary>The first two are used by the readiness tool only, the third sends HTTP for all clients.</summary>
    private static readonly string[] NotOfFunctions = ["TableCreation", "Topics", "SingleSendHttp"];

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
