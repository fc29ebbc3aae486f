using System.Globalization;
using System.Text.Json;

namespace ServerlessReadiness.Aws.Tests.Review;

/// <summary>What an account answers in which a group of two instances leaves through a NAT gateway.</summary>
internal static class LimitAnswers
{
    public const string TargetGroup = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/1";
    public const string Balancer = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/50dc";

    private const string Group = """
        <AutoScalingGroups><member><AutoScalingGroupName>web-asg</AutoScalingGroupName>
          <LaunchTemplate><LaunchTemplateId>lt-1</LaunchTemplateId><Version>3</Version></LaunchTemplate>
          <VPCZoneIdentifier>subnet-a, subnet-b</VPCZoneIdentifier>
          <TargetGroupARNs><member>arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/1</member></TargetGroupARNs>
          <Instances>
            <member><InstanceId>i-00000001</InstanceId><InstanceType>m5.large</InstanceType></member>
            <member><InstanceId>i-00000002</InstanceId><InstanceType>m5.large</InstanceType></member>
          </Instances></member></AutoScalingGroups>
        """;

    private const string Hooks = """
        <LifecycleHooks><member><LifecycleHookName>ready</LifecycleHookName>
          <LifecycleTransition>autoscaling:EC2_INSTANCE_LAUNCHING</LifecycleTransition>
          <HeartbeatTimeout>300</HeartbeatTimeout><DefaultResult>CONTINUE</DefaultResult></member></LifecycleHooks>
        """;

    private const string Subnets = """
        <subnetSet>
          <item><subnetId>subnet-a</subnetId><vpcId>vpc-1</vpcId><cidrBlock>10.0.0.0/24</cidrBlock>
            <availableIpAddressCount>200</availableIpAddressCount><availabilityZone>eu-west-1a</availabilityZone></item>
          <item><subnetId>subnet-b</subnetId><vpcId>vpc-1</vpcId><cidrBlock>10.0.1.0/28</cidrBlock>
            <availableIpAddressCount>4</availableIpAddressCount><availabilityZone>eu-west-1b</availabilityZone></item>
        </subnetSet>
        """;

    // subnet-b has a table of its own without a gateway; subnet-a the network's main one.
    private const string Routes = """
        <routeTableSet>
          <item><vpcId>vpc-1</vpcId><associationSet><item><main>true</main></item></associationSet>
            <routeSet><item><destinationCidrBlock>0.0.0.0/0</destinationCidrBlock><natGatewayId>nat-1</natGatewayId></item></routeSet></item>
          <item><vpcId>vpc-1</vpcId><associationSet><item><main>false</main><subnetId>subnet-b</subnetId></item></associationSet>
            <routeSet><item><destinationCidrBlock>0.0.0.0/0</destinationCidrBlock><gatewayId>igw-1</gatewayId></item></routeSet></item>
        </routeTableSet>
        """;

    private const string Nats = """
        <natGatewaySet><item><natGatewayId>nat-1</natGatewayId><natGatewayAddressSet>
          <item><allocationId>a</allocationId></item><item><allocationId>b</allocationId></item>
        </natGatewayAddressSet></item></natGatewaySet>
        """;

    private const string Template = """
        <launchTemplateVersionSet><item><launchTemplateData><instanceType>m5.large</instanceType>
        </launchTemplateData></item></launchTemplateVersionSet>
        """;

    /// <summary>An answer for every read of the limits; <paramref name="except"/> answers first.</summary>
    public static Func<CannedRequest, int, CannedAnswer> Of(Func<CannedRequest, CannedAnswer?>? except = null) =>
        (request, _) => except?.Invoke(request) ?? request.Action switch
        {
            "DescribeAutoScalingGroups" => CannedAnswer.Query(request.Action, Group),
            "DescribeLifecycleHooks" => CannedAnswer.Query(request.Action, Hooks),
            "DescribeLaunchTemplateVersions" => CannedAnswer.Ec2(request.Action, Template),
            "DescribeVolumes" => CannedAnswer.Ec2(
                request.Action,
                "<volumeSet><item><volumeType>gp3</volumeType><size>100</size></item>"
                + "<item><volumeType>gp3</volumeType><size>412</size></item></volumeSet>"),
            "DescribeInstanceTypes" => CannedAnswer.Ec2(
                request.Action,
                $"<instanceTypeSet><item><instanceType>{request.Form["InstanceType.1"]}</instanceType>"
                + "<vCpuInfo><defaultVCpus>2</defaultVCpus></vCpuInfo><memoryInfo><sizeInMiB>16384</sizeInMiB></memoryInfo>"
                + "</item></instanceTypeSet>"),
            "DescribeSubnets" => CannedAnswer.Ec2(request.Action, Subnets),
            "DescribeRouteTables" => CannedAnswer.Ec2(request.Action, Routes),
            "DescribeNatGateways" => CannedAnswer.Ec2(request.Action, Nats),
            "DescribeTargetGroups" => CannedAnswer.Query(request.Action, TargetGroups(request)),
            "DescribeTargetHealth" => CannedAnswer.Query(
                request.Action,
                "<TargetHealthDescriptions><member><Target><Id>i-00000001</Id></Target></member>"
                + "<member><Target><Id>i-00000002</Id></Target></member></TargetHealthDescriptions>"),
            "DescribeDBInstances" => CannedAnswer.Query(
                request.Action,
                "<DBInstances><DBInstance><DBInstanceClass>db.m5.large</DBInstanceClass><DBParameterGroups>"
                + "<DBParameterGroup><DBParameterGroupName>pg</DBParameterGroupName></DBParameterGroup>"
                + "</DBParameterGroups></DBInstance></DBInstances>"),
            "DescribeDBParameters" => CannedAnswer.Query(request.Action, Parameters(request)),
            "GetMetricData" => CannedAnswer.Query(request.Action, Metrics(request)),
            "GetServiceQuota" => Quota(request),
            "GetAWSDefaultServiceQuota" => CannedAnswer.Json(
                """{"Quota":{"QuotaCode":"L-7A658B76","QuotaName":"Storage gp3","Value":50.0,"Adjustable":true}}"""),
            _ => CannedAnswer.Ec2Error(400, "InvalidAction"),
        };

    // The second group of the load balancer shows only when it is asked for by the load balancer.
    private static string TargetGroups(CannedRequest request)
    {
        var own = Member("web", TargetGroup);
        return request.Form.ContainsKey("LoadBalancerArn")
            ? $"<TargetGroups>{own}{Member("api", TargetGroup + "2")}</TargetGroups>"
            : $"<TargetGroups>{own}</TargetGroups>";
    }

    private static string Member(string name, string arn) =>
        $"<member><TargetGroupArn>{arn}</TargetGroupArn><TargetGroupName>{name}</TargetGroupName>"
        + $"<LoadBalancerArns><member>{Balancer}</member></LoadBalancerArns></member>";

    // The parameter that counts is on the second page.
    private static string Parameters(CannedRequest request) => request.Form.ContainsKey("Marker")
        ? "<Parameters><Parameter><ParameterName>max_connections</ParameterName>"
            + "<ParameterValue>LEAST({DBInstanceClassMemory/9531392},5000)</ParameterValue></Parameter></Parameters>"
        : "<Parameters><Parameter><ParameterName>other</ParameterName></Parameter></Parameters><Marker>more</Marker>";

    private static string Metrics(CannedRequest request)
    {
        var results = Enumerable.Range(1, 500)
            .TakeWhile(i => request.Form.ContainsKey($"MetricDataQueries.member.{i}.Id"))
            .Select(i => (
                Id: request.Form[$"MetricDataQueries.member.{i}.Id"],
                Name: request.Form[$"MetricDataQueries.member.{i}.MetricStat.Metric.MetricName"]))
            .Select(q => $"<member><Id>{q.Id}</Id><StatusCode>Complete</StatusCode>{Points(q.Name)}</member>");
        return $"<MetricDataResults>{string.Concat(results)}</MetricDataResults>";
    }

    private static string Points(string metric)
    {
        double[] values = metric switch
        {
            "ResourceCount" => [12, 14],
            "ActiveConnectionCount" => [900, 1500, 1200],
            "ErrorPortAllocation" => [2, 0, 3],
            "DatabaseConnections" => [30, 35],
            _ => [],
        };
        var times = values.Select((_, i) => $"<member>2026-11-23T11:0{i}:00Z</member>");
        var numbers = values.Select(v => $"<member>{v.ToString(CultureInfo.InvariantCulture)}</member>");
        return $"<Timestamps>{string.Concat(times)}</Timestamps><Values>{string.Concat(numbers)}</Values>";
    }

    private static CannedAnswer Quota(CannedRequest request)
    {
        using var body = JsonDocument.Parse(request.Body);
        var code = body.RootElement.GetProperty("QuotaCode").GetString();
        const string Usage = """
            ,"UsageMetric":{"MetricNamespace":"AWS/Usage","MetricName":"ResourceCount","MetricDimensions":
            {"Class":"Standard/OnDemand"},"MetricStatisticRecommendation":"Average"}
            """;
        return code == "L-7A658B76"
            ? CannedAnswer.JsonError(400, "NoSuchResourceException")
            : CannedAnswer.Json($$$"""
                {"Quota":{"QuotaCode":"{{{code}}}","QuotaName":"name of {{{code}}}","Value":{{{(code == "L-1216C47A" ? 64 : 1000)}}},
                "Adjustable":true{{{(code == "L-1216C47A" ? Usage : "")}}}}}
                """);
    }
}
