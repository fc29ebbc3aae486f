using Amazon.EC2.Model;
using Amazon.RDS.Model;
using Microsoft.Extensions.Time.Testing;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Aws.Tests;

public sealed class AwsSettingsTests(MotoFixture moto)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_database_is_read_changed_and_read_again()
    {
        var clients = await moto.ClientsAsync();
        var id = $"orders-{Guid.NewGuid():N}";
        var request = new CreateDBInstanceRequest
        {
            DBInstanceIdentifier = id,
            DBInstanceClass = "db.r6g.large",
            Engine = "postgres",
            AllocatedStorage = 400,
            MasterUsername = "root",
            MasterUserPassword = "not-a-secret",
        };
        await clients.Rds(MotoFixture.Home, ClientUse.Effect).CreateDBInstanceAsync(request, Cancel);
        var settings = new AwsSettings(clients, TimeProvider.System);
        var resource = Setting(SettingService.RdsInstance, id);

        var before = await settings.ReadAsync(resource, Cancel);
        Assert.Equal(("db.r6g.large", "400"), (before.Find("class"), before.Find("storage")));
        Assert.True(before is { Ready: true, Busy: null });

        await settings.PerformAsync(resource, Change(("class", "db.r6g.4xlarge"), ("iops", "12000")), Cancel);

        var after = await settings.ReadAsync(resource, Cancel);
        Assert.Equal(("db.r6g.4xlarge", "12000"), (after.Find("class"), after.Find("iops")));
    }

    [Theory]
    [InlineData("available", "", true, null)]
    [InlineData("modifying", "", false, "its status is modifying")]
    [InlineData("storage-optimization", "", true, "its status is storage-optimization")]
    [InlineData("backing-up", "", true, "its status is backing-up")]
    [InlineData("available", "<EngineVersion>16.4</EngineVersion>", true, "the engine's version are pending")]
    public async Task A_database_is_busy_while_it_changes_or_would_take_someone_elses_change_along(
        string status,
        string pending,
        bool ready,
        string? busy)
    {
        await using var aws = await CannedAws.StartAsync((request, _) => CannedAnswer.Query(
            request.Action,
            "<DBInstances><DBInstance><DBInstanceIdentifier>orders</DBInstanceIdentifier>"
            + "<DBInstanceClass>db.r6g.large</DBInstanceClass>"
            + $"<DBInstanceStatus>{status}</DBInstanceStatus>"
            + $"<PendingModifiedValues>{pending}</PendingModifiedValues></DBInstance></DBInstances>"));
        using var clients = aws.Clients();
        var seen = await new AwsSettings(clients, Time()).ReadAsync(Setting(SettingService.RdsInstance, "orders"), Cancel);
        Assert.Equal(ready, seen.Ready);
        Assert.Equal(busy is null, seen.Busy is null);
        Assert.Contains(busy ?? "", seen.Busy ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_change_is_made_at_once_and_names_only_what_it_changes()
    {
        await using var aws = await CannedAws.StartAsync((request, _) => CannedAnswer.Query(request.Action));
        using var clients = aws.Clients();
        await new AwsSettings(clients, Time()).PerformAsync(
            Setting(SettingService.RdsInstance, "orders"),
            Change(("iops", "12000")),
            Cancel);
        var sent = Assert.Single(aws.Requests("ModifyDBInstance")).Form;
        Assert.Equal(("true", "12000", "orders"), (sent["ApplyImmediately"], sent["Iops"], sent["DBInstanceIdentifier"]));
        Assert.DoesNotContain("DBInstanceClass", sent.Keys);
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found_in_each_service()
    {
        var settings = new AwsSettings(await moto.ClientsAsync(), TimeProvider.System);
        foreach (var (service, id) in new[]
        {
            (SettingService.RdsInstance, "never-made"),
            (SettingService.EbsVolume, "vol-0123456789abcdef0"),
            (SettingService.TableWarmThroughput, "never-made"),
        })
        {
            var error = await Assert.ThrowsAsync<PortException>(() => settings.ReadAsync(Setting(service, id), Cancel));
            Assert.Equal(PortFailure.NotFound, error.Failure);
            Assert.Contains(id, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_volume_is_read_and_changed_and_then_busy_for_six_hours()
    {
        var clients = await moto.ClientsAsync();
        var ec2 = clients.Ec2(MotoFixture.Home, ClientUse.Effect);
        var create = new CreateVolumeRequest { AvailabilityZone = "eu-west-1a", Size = 100, VolumeType = "gp3", Iops = 3000 };
        var volume = (await ec2.CreateVolumeAsync(create, Cancel)).Volume;
        var resource = Setting(SettingService.EbsVolume, volume.VolumeId);
        var settings = new AwsSettings(clients, TimeProvider.System);

        var before = await settings.ReadAsync(resource, Cancel);
        Assert.Equal(("3000", "100"), (before.Find("iops"), before.Find("size")));
        Assert.True(before is { Ready: true, Busy: null });

        await settings.PerformAsync(resource, Change(("size", "200")), Cancel);

        var after = await settings.ReadAsync(resource, Cancel);
        Assert.Equal("200", after.Find("size"));
        Assert.Contains("six hours", after.Busy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("modifying", null, false, "under way (modifying, 40 %)")]
    [InlineData("optimizing", null, true, "under way (optimizing, 40 %)")]
    [InlineData("completed", 1, true, "possible at 2026-11-23 17:00:00Z")]
    [InlineData("completed", 7, true, null)]
    [InlineData("failed", 2, true, "possible at 2026-11-23 16:00:00Z")]
    public async Task The_last_change_of_a_volume_says_when_the_next_is_possible(
        string state,
        int? hoursAgo,
        bool ready,
        string? busy)
    {
        var end = hoursAgo is { } hours ? $"<endTime>{Now.AddHours(-hours):yyyy-MM-ddTHH:mm:ssZ}</endTime>" : "";
        await using var aws = await CannedAws.StartAsync((request, _) => request.Action == "DescribeVolumes"
            ? Volume()
            : CannedAnswer.Ec2(
                request.Action,
                $"<volumeModificationSet><item><modificationState>{state}</modificationState><progress>40</progress>"
                + $"<startTime>2026-11-23T01:00:00Z</startTime>{end}</item></volumeModificationSet>"));
        using var clients = aws.Clients();
        var seen = await new AwsSettings(clients, Time()).ReadAsync(Setting(SettingService.EbsVolume, "vol-0a"), Cancel);
        Assert.Equal(ready, seen.Ready);
        Assert.Equal(busy is null, seen.Busy is null);
        Assert.Contains(busy ?? "", seen.Busy ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_volume_that_was_never_changed_is_free()
    {
        await using var aws = await CannedAws.StartAsync((request, _) => request.Action == "DescribeVolumes"
            ? Volume()
            : CannedAnswer.Ec2Error(400, "InvalidVolumeModification.NotFound"));
        using var clients = aws.Clients();
        var seen = await new AwsSettings(clients, Time()).ReadAsync(Setting(SettingService.EbsVolume, "vol-0a"), Cancel);
        Assert.Null(seen.Busy);
        Assert.Equal("3000", seen.Find("iops"));
    }

    [Theory]
    [InlineData("ACTIVE", "ACTIVE", true, null)]
    [InlineData("ACTIVE", "UPDATING", false, "its warm throughput is UPDATING")]
    [InlineData("UPDATING", "ACTIVE", false, "its table is UPDATING")]
    public async Task A_tables_warm_throughput_is_read_with_its_status(
        string table,
        string warm,
        bool ready,
        string? busy)
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.Json(
            "{\"Table\":{\"TableStatus\":\"" + table + "\",\"WarmThroughput\":{\"ReadUnitsPerSecond\":12000,"
            + "\"WriteUnitsPerSecond\":4000,\"Status\":\"" + warm + "\"}}}"));
        using var clients = aws.Clients();
        var seen = await new AwsSettings(clients, Time()).ReadAsync(
            Setting(SettingService.TableWarmThroughput, "orders"),
            Cancel);
        Assert.Equal(("12000", "4000"), (seen.Find("readUnits"), seen.Find("writeUnits")));
        Assert.Equal((ready, busy), (seen.Ready, seen.Busy));
    }

    [Fact]
    public async Task Warm_throughput_is_set_on_the_table()
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.Json("{}"));
        using var clients = aws.Clients();
        await new AwsSettings(clients, Time()).PerformAsync(
            Setting(SettingService.TableWarmThroughput, "orders"),
            Change(("readUnits", "40000")),
            Cancel);
        var sent = Assert.Single(aws.Requests("UpdateTable")).Body;
        Assert.Contains("\"WarmThroughput\":{\"ReadUnitsPerSecond\":40000}", sent, StringComparison.Ordinal);
        Assert.Contains("\"TableName\":\"orders\"", sent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SettingService.RdsInstance, "colour", "red", "has no setting \"colour\"")]
    [InlineData(SettingService.EbsVolume, "iops", "many", "\"many\" is no whole number for iops")]
    [InlineData(SettingService.EbsVolume, "iops", "99999999999", "too large for iops")]
    [InlineData(SettingService.TableWarmThroughput, "class", "x", "Use one of readUnits, writeUnits")]
    public async Task A_setting_that_cannot_be_is_refused_before_anything_is_sent(
        SettingService service,
        string name,
        string value,
        string words)
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.Json("{}"));
        using var clients = aws.Clients();
        var settings = new AwsSettings(clients, Time());
        var error = await Assert.ThrowsAsync<PortException>(
            () => settings.PerformAsync(Setting(service, "orders"), Change((name, value)), Cancel));
        Assert.Equal(PortFailure.Refused, error.Failure);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    private static CannedAnswer Volume() => CannedAnswer.Ec2(
        "DescribeVolumes",
        "<volumeSet><item><volumeId>vol-0a</volumeId><iops>3000</iops><throughput>125</throughput><size>100</size>"
        + "<status>in-use</status></item></volumeSet>");

    private static Change.SetSettings Change(params (string Name, string Value)[] to) =>
        new([], EquatableList.From(to.Select(t => new SettingValue(t.Name, t.Value))));

    private static Resource.Setting Setting(SettingService service, string id) =>
        new(MotoFixture.Account, "eu-west-1", service, id);

    private static FakeTimeProvider Time() => new(Now);
}
