"""What can be wrong with the shop: each function plants one fault in the account that shop.py has built.

The function's name is the fault's, its sentence says what a person would see, and it gives what the review has to name.
Which items of the review have to say no stands in tests/ServerlessReadiness.Cli.Tests/Reviews.
"""

from shop import DATABASE, DOMAIN, GROUP, policy


def ssh_for_everybody(shop):
    """The web servers let in SSH from the whole internet."""
    shop.clients("ec2").authorize_security_group_ingress(GroupId=shop.web_security, IpPermissions=[
        {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}])
    return [shop.web_security]


def plain_front_door(shop):
    """The listener on port 80 serves the shop instead of leading to HTTPS."""
    shop.clients("elbv2").modify_listener(
        ListenerArn=shop.plain_listener, DefaultActions=[{"Type": "forward", "TargetGroupArn": shop.targets}])
    return ["listener HTTP 80 of load balancer review-shop"]


def old_tls(shop):
    """The listener on port 443 accepts TLS 1.0."""
    shop.clients("elbv2").modify_listener(ListenerArn=shop.secure_listener, SslPolicy="ELBSecurityPolicy-2016-08")
    return ["listener HTTPS 443 of load balancer review-shop"]


def password_without_mfa(shop):
    """A person signs in with a password alone."""
    shop.clients("iam").create_user(UserName="intern")
    shop.clients("iam").create_login_profile(UserName="intern", Password="moto-only-1!")
    return ["user intern"]


def lasting_passwords(shop):
    """Passwords last a year."""
    shop.clients("iam").update_account_password_policy(MinimumPasswordLength=14, MaxPasswordAge=365)
    return ["password policy"]


def silent_trail(shop):
    """Somebody stopped the record of calls."""
    shop.clients("cloudtrail").stop_logging(Name=shop.trail)
    return [f"trail/{shop.trail}"]


def keys_in_the_image(shop):
    """New instances come without a role."""
    ec2 = shop.clients("ec2")
    launch = {k: v for k, v in shop.launch.items() if k != "IamInstanceProfile"}
    version = ec2.create_launch_template_version(LaunchTemplateName=GROUP, LaunchTemplateData=launch)
    ec2.modify_launch_template(
        LaunchTemplateName=GROUP, DefaultVersion=str(version["LaunchTemplateVersion"]["VersionNumber"]))
    return [f"launch template {GROUP}"]


def nobody_may_send_mail(shop):
    """The domain takes mail, and nothing says who may send it."""
    shop.put_records(shop.spf(), action="DELETE")
    return [f"record {DOMAIN} MX"]


def one_zone(shop):
    """The group launches in one zone only."""
    shop.subnets = shop.subnets[:1]
    shop.update_group()
    return [f"group {GROUP}"]


def kept_ill(shop):
    """The group keeps instances that the load balancer finds ill."""
    shop.update_group(HealthCheckType="EC2")
    return [f"group {GROUP}"]


def no_standby(shop):
    """The database has no standby."""
    shop.clients("rds").modify_db_instance(DBInstanceIdentifier=DATABASE, MultiAZ=False, ApplyImmediately=True)
    return [f"database {DATABASE}"]


def address_for_a_name(shop):
    """The maintenance page's record leads to an address."""
    shop.put_records(shop.weighted("page", 0, TTL=60, ResourceRecords=[{"Value": "192.0.2.10"}]))
    return [f"record shop.{DOMAIN} A (page)"]


def long_kept_name(shop):
    """Resolvers keep a name of the shop for an hour."""
    shop.put_records(shop.www(3600))
    return [f"record www.{DOMAIN} CNAME"]


def one_line(shop):
    """One of the two lines to the data centre was given up."""
    shop.clients("directconnect").delete_connection(connectionId=shop.lines[1])
    return [shop.lines[0]]


def no_snapshot(shop):
    """Nobody has a copy of a volume with data."""
    shop.clients("ec2").delete_snapshot(SnapshotId=shop.data[1])
    return [shop.data[0]]


def lone_server(shop):
    """A server that no group owns, with its data beside the operating system."""
    instance = shop.run(1, shop.private[0])[0]
    disks = shop.clients("ec2").describe_instances(
        InstanceIds=[instance])["Reservations"][0]["Instances"][0]["BlockDeviceMappings"]
    return [instance, *(d["Ebs"]["VolumeId"] for d in disks)]


def slow_disk(shop):
    """A disk with data lives on burst credits."""
    volume, _ = shop.add_volume(shop.members[0], shop.zones[0], "/dev/sdg", VolumeType="gp2", Size=100)
    return [volume, shop.members[0]]


def narrow_subnet(shop):
    """The group also launches in a subnet of eleven addresses."""
    narrow = shop.subnet("10.40.128.0/28", shop.zones[0])
    shop.subnets = [*shop.subnets, narrow]
    shop.update_group()
    return [narrow]


def few_connections(shop):
    """The database takes fewer connections than the web servers open at the peak."""
    shop.allow_connections(100)
    return [f"database {DATABASE}"]


def long_rule_list(shop):
    """A security group with a rule for each of 55 partners."""
    shop.clients("ec2").authorize_security_group_ingress(GroupId=shop.front_security, IpPermissions=[
        {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443,
         "IpRanges": [{"CidrIp": f"198.51.100.{i}/32"} for i in range(55)]}])
    return [shop.front_security]


def no_alarm(shop):
    """Nothing watches the database."""
    shop.clients("cloudwatch").delete_alarms(AlarmNames=["review-orders-use"])
    return ["metric orders-cpu", "response review-orders-use"]


def muted_alarm(shop):
    """Somebody switched an alarm's actions off."""
    shop.put_alarm("review-web-status", "AWS/EC2", "StatusCheckFailed", 0, {"AutoScalingGroupName": GROUP},
                   Statistic="Maximum", ActionsEnabled=False)
    return ["alarm:review-web-status"]


def nervous_alarm(shop):
    """An alarm fires at what is normal."""
    shop.put_alarm("review-requests", "Shop/Edge", "Requests", 40000, {}, Statistic="Sum")
    return ["alarm:review-requests"]


def alarm_without_way(shop):
    """An alarm tells nobody."""
    shop.put_alarm("review-web-use", "AWS/EC2", "CPUUtilization", 80, {"AutoScalingGroupName": GROUP}, AlarmActions=[])
    return ["alarm:review-web-use"]


def closed_topic(shop):
    """The alarm topic takes messages of EventBridge alone."""
    shop.let_publish("events.amazonaws.com")
    return [shop.topic]


def closed_key(shop):
    """CloudWatch may not use the alarm topic's key."""
    shop.clients("kms").put_key_policy(KeyId=shop.key, PolicyName="default", Policy=policy(
        {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{shop.account}:root"},
         "Action": "kms:*", "Resource": "*"}))
    return [shop.key]


def mail_for_pages(shop):
    """People are told by mail alone."""
    sns = shop.clients("sns")
    sns.unsubscribe(SubscriptionArn=shop.telephone)
    sns.subscribe(TopicArn=shop.notifications, Protocol="email", Endpoint="operations@review.example")
    return [shop.notifications]


def all_on_demand(shop):
    """All that the group adds is bought at the full price."""
    shop.on_demand_above = 100
    shop.update_group()
    return [f"group {GROUP}"]


ALL = {f.__name__: f for f in (
    ssh_for_everybody, plain_front_door, old_tls, password_without_mfa, lasting_passwords,
    silent_trail, keys_in_the_image, nobody_may_send_mail, one_zone, kept_ill, no_standby, address_for_a_name,
    long_kept_name, one_line, no_snapshot, lone_server, slow_disk, narrow_subnet, few_connections, long_rule_list,
    no_alarm, muted_alarm, nervous_alarm, alarm_without_way, closed_topic, closed_key, mail_for_pages,
    all_on_demand)}
