using Microsoft.Extensions.Time.Testing;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Alarms;
using ServerlessReadiness.Aws.Clients;

namespace ServerlessReadiness.Aws.Tests;

public sealed class AwsClientsTests
{
    private const string Alarms = "DescribeAlarms";

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_without_a_role_is_denied_and_the_template_parameter_named()
    {
        await using var aws = await CannedAws.StartAsync((request, _) => CannedAnswer.Query(request.Action));
        using var clients = aws.Clients();
        var nowhere = new Location("999999999999", "eu-west-1");

        var error = await Assert.ThrowsAsync<PortException>(() => ReadAsync(clients, nowhere));

        Assert.Equal(PortFailure.Denied, error.Failure);
        Assert.Contains("Account 999999999999", error.Message, StringComparison.Ordinal);
        Assert.Contains("template parameter AccountRoles", error.Message, StringComparison.Ordinal);
        Assert.Empty(aws.Requests(Alarms));
    }

    [Fact]
    public async Task Our_own_account_needs_no_role()
    {
        await using var aws = await CannedAws.StartAsync((request, _) => CannedAnswer.Query(request.Action));
        using var clients = aws.Clients();

        await ReadAsync(clients, MotoFixture.Home);

        Assert.Empty(aws.Requests("AssumeRole"));
    }

    [Fact]
    public async Task A_role_is_assumed_once_with_its_external_id_and_renewed_before_its_session_ends()
    {
        var time = new FakeTimeProvider(Now);
        await using var aws = await CannedAws.StartAsync((request, count) => request.Action == "AssumeRole"
            ? Session(time.GetUtcNow().AddHours(1), count)
            : CannedAnswer.Query(request.Action));
        using var clients = aws.Clients(time);

        await ReadAsync(clients, MotoFixture.Other);
        time.Advance(TimeSpan.FromMinutes(49));
        await ReadAsync(clients, MotoFixture.Other);

        var asked = Assert.Single(aws.Requests("AssumeRole")).Form;
        Assert.Equal("arn:aws:iam::210987654321:role/readiness", asked["RoleArn"]);
        Assert.Equal("shop-42", asked["ExternalId"]);

        time.Advance(TimeSpan.FromMinutes(2));
        await ReadAsync(clients, MotoFixture.Other);

        Assert.Equal(2, aws.Requests("AssumeRole").Count);
        Assert.Equal(3, aws.Requests(Alarms).Count);
    }

    [Fact]
    public async Task Many_calls_at_once_assume_a_role_once()
    {
        await using var aws = await CannedAws.StartAsync((request, count) => request.Action == "AssumeRole"
            ? Session(DateTimeOffset.UtcNow.AddHours(1), count) with { Delay = TimeSpan.FromMilliseconds(100) }
            : CannedAnswer.Query(request.Action));
        using var clients = aws.Clients();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ReadAsync(clients, MotoFixture.Other)));

        Assert.Single(aws.Requests("AssumeRole"));
        Assert.Equal(8, aws.Requests(Alarms).Count);
    }

    [Fact]
    public async Task A_session_that_cannot_be_renewed_serves_until_it_ends()
    {
        var time = new FakeTimeProvider(Now);
        await using var aws = await CannedAws.StartAsync((request, count) => (request.Action, count) switch
        {
            ("AssumeRole", 1) => Session(Now.AddHours(1), count),
            ("AssumeRole", _) => CannedAnswer.QueryError(403, "AccessDenied"),
            _ => CannedAnswer.Query(request.Action),
        });
        using var clients = aws.Clients(time);
        await ReadAsync(clients, MotoFixture.Other);

        time.Advance(TimeSpan.FromMinutes(55));
        await ReadAsync(clients, MotoFixture.Other);
        Assert.Equal(2, aws.Requests(Alarms).Count);

        time.Advance(TimeSpan.FromMinutes(6));
        var error = await Assert.ThrowsAsync<PortException>(() => ReadAsync(clients, MotoFixture.Other));
        Assert.Equal(PortFailure.Denied, error.Failure);
        Assert.Equal(2, aws.Requests(Alarms).Count);
    }

    [Fact]
    public async Task A_role_that_may_not_be_assumed_is_denied_by_name_and_nothing_is_sent_under_another_identity()
    {
        await using var aws = await CannedAws.StartAsync((request, _) => request.Action == "AssumeRole"
            ? CannedAnswer.QueryError(403, "AccessDenied", "not authorized to perform sts:AssumeRole")
            : CannedAnswer.Query(request.Action));
        using var clients = aws.Clients();

        var error = await Assert.ThrowsAsync<PortException>(() => ReadAsync(clients, MotoFixture.Other));

        Assert.Equal(PortFailure.Denied, error.Failure);
        Assert.Contains("role arn:aws:iam::210987654321:role/readiness", error.Message, StringComparison.Ordinal);
        Assert.Contains("sts:AssumeRole", error.Message, StringComparison.Ordinal);
        Assert.Empty(aws.Requests(Alarms));
    }

    [Fact]
    public async Task A_client_is_made_once_per_account_region_and_use()
    {
        await using var aws = await CannedAws.StartAsync((request, _) => CannedAnswer.Query(request.Action));
        using var clients = aws.Clients();
        var read = clients.AutoScaling(MotoFixture.Home, ClientUse.Read);

        Assert.Same(read, clients.AutoScaling(MotoFixture.Home, ClientUse.Read));
        Assert.NotSame(read, clients.AutoScaling(MotoFixture.Home, ClientUse.Effect));
        Assert.NotSame(read, clients.AutoScaling(MotoFixture.Other, ClientUse.Read));
        Assert.NotSame(read, clients.AutoScaling(MotoFixture.Home with { Region = "us-east-1" }, ClientUse.Read));
    }

    [Fact]
    public void Roles_are_read_from_settings()
    {
        var roles = AccountRoles.Parse("""
            111111111111=arn:aws:iam::111111111111:role/team/readiness
            222222222222=arn:aws-cn:iam::222222222222:role/readiness|id,with=signs:and/more
            """);

        var first = new AccountRole("arn:aws:iam::111111111111:role/team/readiness", null);
        Assert.Equal(first, roles.Find("111111111111"));
        Assert.Equal("id,with=signs:and/more", roles.Find("222222222222")!.ExternalId);
        Assert.Null(roles.Find("333333333333"));
        Assert.Null(AccountRoles.Parse(null).Find("111111111111"));
    }

    [Theory]
    [InlineData("readiness", "\"readiness\" is not ACCOUNT=ROLE_ARN")]
    [InlineData("1=arn:aws:iam::1:role/r", "is not ACCOUNT=ROLE_ARN")]
    [InlineData("111111111111=arn:aws:iam::111111111111:user/r", "is not ACCOUNT=ROLE_ARN")]
    [InlineData("111111111111=arn:aws:iam::222222222222:role/r", "of another account")]
    [InlineData(
        "111111111111=arn:aws:iam::111111111111:role/a 111111111111=arn:aws:iam::111111111111:role/b",
        "has two roles")]
    public void Settings_that_name_no_role_of_that_account_are_refused(string text, string cause)
    {
        var error = Assert.Throws<FormatException>(() => AccountRoles.Parse(text));

        Assert.Contains(cause, error.Message, StringComparison.Ordinal);
        Assert.Contains("template parameter AccountRoles", error.Message, StringComparison.Ordinal);
    }

    private static async Task ReadAsync(AwsClients clients, Location location) =>
        await new CloudWatchAlarms(clients).ReadAsync(location, ["web-5xx"], Cancel);

    private static CannedAnswer Session(DateTimeOffset endsAt, int number) => CannedAnswer.Query(
        "AssumeRole",
        $"<Credentials><AccessKeyId>ASIA{number:000000000000}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>"
        + $"<SessionToken>token-{number}</SessionToken><Expiration>{endsAt:yyyy-MM-ddTHH:mm:ssZ}</Expiration>"
        + "</Credentials>");
}
