"""The account of a small shop that is ready for its sale: what the readiness review wants to see, built in moto.

Two zones, a group behind a load balancer, a database with a standby, names as aliases, one alarm for everything the plan
relies on and an encrypted topic on which they come to us. The plan beside this file is the shop's.
"""

import json

EVENT = "review-shop"
TAG = {"Key": "readiness:event", "Value": EVENT}
DOMAIN = "review.example"
INSTANCE_TYPE = "m7i.2xlarge"
DATABASE = "review-orders"
GROUP = "review-web"


class Shop:
    """Makes everything on construction; the attributes are what faults and the plan need afterwards."""

    def __init__(self, clients, region):
        self.clients = clients
        self.region = region
        self.account = clients("sts").get_caller_identity()["Account"]
        self.zones = [z["ZoneName"] for z in clients("ec2").describe_availability_zones()["AvailabilityZones"]]
        self._people()
        self._network()
        self._front()
        self._fleet()
        self._database()
        self._names()
        self._alarms()
        self._records_of_calls()
        self._links()

    def _people(self):
        iam = self.clients("iam")
        iam.update_account_password_policy(MinimumPasswordLength=14, MaxPasswordAge=90, PasswordReusePrevention=5)
        iam.create_user(UserName="min-ji")
        iam.create_login_profile(UserName="min-ji", Password="moto-only-1!")
        device = iam.create_virtual_mfa_device(VirtualMFADeviceName="min-ji")["VirtualMFADevice"]["SerialNumber"]
        iam.enable_mfa_device(
            UserName="min-ji", SerialNumber=device, AuthenticationCode1="123456", AuthenticationCode2="234567")
        iam.create_role(RoleName=GROUP, AssumeRolePolicyDocument=policy(
            {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}))
        profile = iam.create_instance_profile(InstanceProfileName=GROUP)["InstanceProfile"]
        iam.add_role_to_instance_profile(InstanceProfileName=GROUP, RoleName=GROUP)
        self.profile = profile["Arn"]

    def _network(self):
        ec2 = self.clients("ec2")
        self.vpc = ec2.create_vpc(CidrBlock="10.40.0.0/16")["Vpc"]["VpcId"]
        self.public = [self.subnet(f"10.40.{i}.0/24", self.zones[i]) for i in range(2)]
        self.private = [self.subnet(f"10.40.{16 * (i + 1)}.0/20", self.zones[i]) for i in range(2)]
        internet = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
        ec2.attach_internet_gateway(InternetGatewayId=internet, VpcId=self.vpc)
        self._route(self.public, GatewayId=internet)
        address = ec2.allocate_address(Domain="vpc")["AllocationId"]
        nat = ec2.create_nat_gateway(SubnetId=self.public[0], AllocationId=address)["NatGateway"]["NatGatewayId"]
        self._route(self.private, NatGatewayId=nat)
        self.clients("cloudwatch").put_metric_data(Namespace="AWS/NATGateway", MetricData=[{
            "MetricName": "ActiveConnectionCount", "Value": 900,
            "Dimensions": [{"Name": "NatGatewayId", "Value": nat}]}])
        self.front_security = self._security("review-front", [
            {"IpProtocol": "tcp", "FromPort": p, "ToPort": p, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
            for p in (80, 443)])
        self.web_security = self._security(GROUP, [self._from(self.front_security, 80)])
        self.database_security = self._security("review-orders", [self._from(self.web_security, 3306)])

    def subnet(self, block, zone):
        return self.clients("ec2").create_subnet(
            VpcId=self.vpc, CidrBlock=block, AvailabilityZone=zone)["Subnet"]["SubnetId"]

    def _route(self, subnets, **gateway):
        ec2 = self.clients("ec2")
        table = ec2.create_route_table(VpcId=self.vpc)["RouteTable"]["RouteTableId"]
        ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", **gateway)
        for subnet in subnets:
            ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)

    def _security(self, name, rules):
        ec2 = self.clients("ec2")
        group = ec2.create_security_group(GroupName=name, Description=name, VpcId=self.vpc)["GroupId"]
        ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=rules)
        return group

    @staticmethod
    def _from(group, port):
        return {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, "UserIdGroupPairs": [{"GroupId": group}]}

    def _front(self):
        elb = self.clients("elbv2")
        balancer = elb.create_load_balancer(
            Name="review-shop", Subnets=self.public, SecurityGroups=[self.front_security],
            Scheme="internet-facing", Tags=[TAG])["LoadBalancers"][0]
        self.balancer, self.balancer_name = balancer["LoadBalancerArn"], balancer["DNSName"]
        self.targets = elb.create_target_group(
            Name=GROUP, Protocol="HTTP", Port=80, VpcId=self.vpc)["TargetGroups"][0]["TargetGroupArn"]
        certificate = self.clients("acm").request_certificate(DomainName=f"shop.{DOMAIN}")["CertificateArn"]
        self.secure_listener = elb.create_listener(
            LoadBalancerArn=self.balancer, Protocol="HTTPS", Port=443, SslPolicy="ELBSecurityPolicy-TLS13-1-2-2021-06",
            Certificates=[{"CertificateArn": certificate}],
            DefaultActions=[{"Type": "forward", "TargetGroupArn": self.targets}])["Listeners"][0]["ListenerArn"]
        self.plain_listener = elb.create_listener(
            LoadBalancerArn=self.balancer, Protocol="HTTP", Port=80,
            DefaultActions=[{"Type": "redirect", "RedirectConfig": {
                "Protocol": "HTTPS", "Port": "443", "StatusCode": "HTTP_301"}}])["Listeners"][0]["ListenerArn"]
        self.distribution = self.clients("cloudfront").create_distribution(
            DistributionConfig=self.distribution_config())["Distribution"]["Id"]

    def distribution_config(self):
        return {
            "CallerReference": EVENT, "Comment": EVENT, "Enabled": True,
            "Origins": {"Quantity": 1, "Items": [{
                "Id": "shop", "DomainName": self.balancer_name,
                "CustomOriginConfig": {"HTTPPort": 80, "HTTPSPort": 443, "OriginProtocolPolicy": "https-only"}}]},
            "DefaultCacheBehavior": {
                "TargetOriginId": "shop", "ViewerProtocolPolicy": "redirect-to-https", "MinTTL": 0,
                "ForwardedValues": {"QueryString": True, "Cookies": {"Forward": "none"}}},
        }

    def _fleet(self):
        ec2 = self.clients("ec2")
        images = ec2.describe_images(Filters=[{"Name": "name", "Values": ["ubuntu/images/hvm-ssd/*"]}])["Images"]
        self.image = images[0]["ImageId"]
        self.launch = {
            "ImageId": self.image, "InstanceType": INSTANCE_TYPE, "EbsOptimized": True,
            "IamInstanceProfile": {"Arn": self.profile}, "SecurityGroupIds": [self.web_security]}
        ec2.create_launch_template(LaunchTemplateName=GROUP, LaunchTemplateData=self.launch)
        self.subnets, self.on_demand_above = self.private, 50
        self.groups().create_auto_scaling_group(
            AutoScalingGroupName=GROUP, MinSize=0, MaxSize=40, DesiredCapacity=0,
            MixedInstancesPolicy=self.mix(), VPCZoneIdentifier=",".join(self.subnets),
            TargetGroupARNs=[self.targets], HealthCheckType="ELB", HealthCheckGracePeriod=240,
            Tags=[{**TAG, "PropagateAtLaunch": True, "ResourceId": GROUP, "ResourceType": "auto-scaling-group"}])
        # moto launches all of a group in its first subnet and without a role, so the members are made and attached.
        self.members = [i for subnet in self.private for i in self.run(2, subnet)]
        self.groups().attach_instances(AutoScalingGroupName=GROUP, InstanceIds=self.members)
        self.update_group(MinSize=4)
        self.data = self.add_volume(self.members[0], self.zones[0], VolumeType="gp3", Size=100)

    def update_group(self, **settings):
        # What an update does not name, moto forgets.
        self.groups().update_auto_scaling_group(
            AutoScalingGroupName=GROUP, MixedInstancesPolicy=self.mix(), VPCZoneIdentifier=",".join(self.subnets),
            **settings)

    def run(self, count, subnet):
        # One by one: of several at once moto gives a role to the first alone.
        return [self.clients("ec2").run_instances(
            MinCount=1, MaxCount=1, **self.launch, SubnetId=subnet,
            TagSpecifications=[{"ResourceType": "instance", "Tags": [TAG]}])["Instances"][0]["InstanceId"]
            for _ in range(count)]

    def groups(self):
        return self.clients("autoscaling")

    def mix(self):
        return {
            "LaunchTemplate": {
                "LaunchTemplateSpecification": {"LaunchTemplateName": GROUP, "Version": "$Default"},
                "Overrides": [{"InstanceType": INSTANCE_TYPE}, {"InstanceType": "m7a.2xlarge"}]},
            "InstancesDistribution": {
                "OnDemandBaseCapacity": 4, "OnDemandPercentageAboveBaseCapacity": self.on_demand_above},
        }

    def add_volume(self, instance, zone, device="/dev/sdf", **settings):
        """A volume for data with a snapshot of this moment; gives both ids."""
        ec2 = self.clients("ec2")
        volume = ec2.create_volume(AvailabilityZone=zone, **settings)["VolumeId"]
        ec2.attach_volume(VolumeId=volume, InstanceId=instance, Device=device)
        return volume, ec2.create_snapshot(VolumeId=volume)["SnapshotId"]

    def _database(self):
        rds = self.clients("rds")
        rds.create_db_parameter_group(
            DBParameterGroupName=DATABASE, DBParameterGroupFamily="mysql8.0", Description=EVENT)
        self.allow_connections(2000)
        rds.create_db_instance(
            DBInstanceIdentifier=DATABASE, Engine="mysql", DBInstanceClass="db.m6i.large", AllocatedStorage=400,
            StorageType="gp3", Iops=12000, MultiAZ=True, DBParameterGroupName=DATABASE, MasterUsername="shop",
            MasterUserPassword="moto-only-1!", VpcSecurityGroupIds=[self.database_security], Tags=[TAG])

    def allow_connections(self, most):
        self.clients("rds").modify_db_parameter_group(DBParameterGroupName=DATABASE, Parameters=[{
            "ParameterName": "max_connections", "ParameterValue": str(most), "ApplyMethod": "pending-reboot"}])

    def _names(self):
        self.zone = self._zone()
        self.put_records(
            self.weighted("shop", 100, AliasTarget=self._alias(self.balancer_name)),
            self.weighted("page", 0, AliasTarget=self._alias("s3-website.ap-northeast-2.amazonaws.com")),
            self.www(60),
            {"Name": DOMAIN, "Type": "MX", "TTL": 300, "ResourceRecords": [{"Value": f"10 mail.{DOMAIN}"}]},
            self.spf())

    def _zone(self):
        # Ids of real zones begin with a Z and plans hold nothing else; of moto's one in 36 does.
        route53 = self.clients("route53")
        for attempt in range(1000):
            zone = route53.create_hosted_zone(
                Name=DOMAIN, CallerReference=f"{EVENT}-{attempt}")["HostedZone"]["Id"].split("/")[-1]
            if zone.startswith("Z"):
                return zone
            route53.delete_hosted_zone(Id=zone)
        raise RuntimeError("moto made no hosted zone whose id begins with Z; look at its Route 53")

    @staticmethod
    def _alias(name):
        return {"HostedZoneId": "ZWKZPGTI48KDX", "DNSName": name, "EvaluateTargetHealth": False}

    @staticmethod
    def weighted(endpoint, weight, **target):
        return {"Name": f"shop.{DOMAIN}", "Type": "A", "SetIdentifier": endpoint, "Weight": weight, **target}

    def www(self, seconds):
        return {"Name": f"www.{DOMAIN}", "Type": "CNAME", "TTL": seconds,
                "ResourceRecords": [{"Value": self.balancer_name}]}

    @staticmethod
    def spf():
        return {"Name": DOMAIN, "Type": "TXT", "TTL": 300, "ResourceRecords": [{"Value": '"v=spf1 mx -all"'}]}

    def put_records(self, *records, action="UPSERT"):
        self.clients("route53").change_resource_record_sets(HostedZoneId=self.zone, ChangeBatch={
            "Changes": [{"Action": action, "ResourceRecordSet": r} for r in records]})

    def _alarms(self):
        sns = self.clients("sns")
        self.key = self.clients("kms").create_key(Policy=policy(
            {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{self.account}:root"},
             "Action": "kms:*", "Resource": "*"},
            {"Effect": "Allow", "Principal": {"Service": "cloudwatch.amazonaws.com"},
             "Action": ["kms:Decrypt", "kms:GenerateDataKey"], "Resource": "*"}))["KeyMetadata"]["Arn"]
        # The names that `readiness local init` gives its topics; whoever comes second finds them there.
        self.topic = sns.create_topic(Name="readiness-alarms")["TopicArn"]
        self.set_topic("KmsMasterKeyId", self.key)
        self.let_publish("cloudwatch.amazonaws.com")
        sns.subscribe(TopicArn=self.topic, Protocol="lambda",
                      Endpoint=f"arn:aws:lambda:{self.region}:{self.account}:function:readiness-AlarmResponder")
        self.notifications = sns.create_topic(Name="readiness-notifications")["TopicArn"]
        self.telephone = sns.subscribe(
            TopicArn=self.notifications, Protocol="sms", Endpoint="+15550100")["SubscriptionArn"]
        group = {"AutoScalingGroupName": GROUP}
        self.put_alarm("review-web-use", "AWS/EC2", "CPUUtilization", 80, group)
        self.put_alarm("review-web-status", "AWS/EC2", "StatusCheckFailed", 0, group, Statistic="Maximum")
        self.put_alarm("review-orders-use", "AWS/RDS", "CPUUtilization", 90, {"DBInstanceIdentifier": DATABASE})
        self.put_alarm("review-shop-5xx", "Shop/Edge", "Errors", 600, {}, Statistic="Sum")
        self.put_alarm("review-requests", "Shop/Edge", "Requests", 90000, {}, Statistic="Sum")

    def let_publish(self, service):
        self.set_topic("Policy", policy({
            "Effect": "Allow", "Principal": {"Service": service}, "Action": "sns:Publish", "Resource": self.topic,
            "Condition": {"StringEquals": {"aws:SourceAccount": self.account}}}))

    def set_topic(self, attribute, value):
        self.clients("sns").set_topic_attributes(
            TopicArn=self.topic, AttributeName=attribute, AttributeValue=value)

    def put_alarm(self, name, namespace, metric, above, dimensions, **settings):
        self.clients("cloudwatch").put_metric_alarm(**{
            "AlarmName": name, "Namespace": namespace, "MetricName": metric, "Statistic": "Average", "Period": 60,
            "EvaluationPeriods": 3, "Threshold": above, "ComparisonOperator": "GreaterThanThreshold",
            "TreatMissingData": "missing", "AlarmActions": [self.topic], "ActionsEnabled": True,
            "Dimensions": [{"Name": n, "Value": v} for n, v in dimensions.items()], **settings})

    def _records_of_calls(self):
        self.clients("s3").create_bucket(
            Bucket="review-trail", CreateBucketConfiguration={"LocationConstraint": self.region})
        trail = self.clients("cloudtrail")
        # By its name: moto starts and stops none by its ARN.
        self.trail = trail.create_trail(
            Name="review", S3BucketName="review-trail", IsMultiRegionTrail=True)["Name"]
        trail.start_logging(Name=self.trail)

    def _links(self):
        self.lines = [
            self.clients("directconnect").create_connection(
                location=place, bandwidth="1Gbps", connectionName=f"review-{place}")["connectionId"]
            for place in ("ICN1", "ICN2")]


def policy(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})
