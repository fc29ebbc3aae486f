using System.Text.Json;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Aws.Tests;


public sealed class SsmParameterSettingsTests(MotoFixture moto)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Parameters_of_a_path_are_read_on_every_page_without_secrets_and_without_what_is_deeper()
    {
        var (settings, resource, ssm) = await PathAsync();
        for (var i = 0; i < 23; i++)
        {
            await PutAsync(ssm, $"{resource.Id}/p{i:00}", $"v{i}");
        }

        await PutAsync(ssm, $"{resource.Id}/deeper/p", "no");
        await PutAsync(ssm, $"{resource.Id}x", "no");
        await PutAsync(ssm, $"{resource.Id}/secret", "no", ParameterType.SecureString);

        var seen = await settings.ReadAsync(resource, Cancel);

        Assert.Equal(Enumerable.Range(0, 23).Select(i => new SettingValue($"p{i:00}", $"v{i}")), seen.Values);
        Assert.True(seen is { Ready: true, Busy: null });
    }

    [Fact]
    public async Task Values_are_set_made_and_removed_and_keep_their_types()
    {
        var (settings, resource, ssm) = await PathAsync();
        await PutAsync(ssm, $"{resource.Id}/search", "full");
        await PutAsync(ssm, $"{resource.Id}/regions", "a,b", ParameterType.StringList);
        await PutAsync(ssm, $"{resource.Id}/extra", "on");

        await settings.PerformAsync(
            resource,
            Change(
                [("search", "full"), ("regions", "a,b"), ("extra", "on"), ("fresh", "none")],
                [("search", "reduced"), ("regions", "a"), ("extra", "none"), ("fresh", "new")]),
            Cancel);

        Assert.Equal(
            [new SettingValue("fresh", "new"), new("regions", "a"), new("search", "reduced")],
            (await settings.ReadAsync(resource, Cancel)).Values);
        var list = await ssm.GetParameterAsync(new GetParameterRequest { Name = $"{resource.Id}/regions" }, Cancel);
        Assert.Equal(ParameterType.StringList, list.Parameter.Type);
    }

    [Theory]
    [InlineData("moved", "full")]
    [InlineData("moved", "none")]
    [InlineData("none", "none")]
    public async Task Nothing_is_written_where_one_value_is_not_what_was_read(string now, string expected)
    {
        var (settings, resource, ssm) = await PathAsync();
        await PutAsync(ssm, $"{resource.Id}/search", now);
        await PutAsync(ssm, $"{resource.Id}/first", "1");
        var change = Change([("first", "1"), ("search", expected)], [("first", "2"), ("search", "reduced")]);

        var error = await Assert.ThrowsAsync<PortException>(() => settings.PerformAsync(resource, change, Cancel));

        Assert.Equal(PortFailure.Refused, error.Failure);
        Assert.Contains("search", error.Message, StringComparison.Ordinal);
        Assert.Equal(
            [new SettingValue("first", "1"), new("search", now)],
            (await settings.ReadAsync(resource, Cancel)).Values);
    }

    [Fact]
    public async Task A_repeat_of_what_is_there_already_is_done()
    {
        var (settings, resource, ssm) = await PathAsync();
        await PutAsync(ssm, $"{resource.Id}/search", "full");
        var change = Change([("search", "full"), ("gone", "x")], [("search", "reduced"), ("gone", "none")]);
        var error = await Assert.ThrowsAsync<PortException>(() =>
            settings.PerformAsync(resource, Change([("search", "odd")], [("search", "reduced")]), Cancel));
        Assert.Equal(PortFailure.Refused, error.Failure);
        await settings.PerformAsync(resource, change, Cancel);
        await settings.PerformAsync(resource, change, Cancel);
        var written = await ssm.GetParameterAsync(new GetParameterRequest { Name = $"{resource.Id}/search" }, Cancel);
        Assert.Equal(("reduced", 2L), (written.Parameter.Value, written.Parameter.Version));
    }

    [Fact]
    public async Task A_secret_is_not_written()
    {
        var (settings, resource, ssm) = await PathAsync();
        await PutAsync(ssm, $"{resource.Id}/key", "s3cret", ParameterType.SecureString);
        await PutAsync(ssm, $"{resource.Id}/search", "full");
        var change = Change([("search", "full"), ("key", "none")], [("search", "reduced"), ("key", "open")]);
        var error = await Assert.ThrowsAsync<PortException>(() => settings.PerformAsync(resource, change, Cancel));
        Assert.Equal(PortFailure.Refused, error.Failure);
        Assert.Contains("SecureString", error.Message, StringComparison.Ordinal);
        Assert.Equal("full", (await settings.ReadAsync(resource, Cancel)).Find("search"));
    }

    [Fact]
    public async Task Trouble_after_the_first_write_is_no_longer_nothing()
    {
        await using var aws = await CannedAws.StartAsync((request, count) => request.Action switch
        {
            "GetParameters" => CannedAnswer.Json("""{"Parameters":[],"InvalidParameters":[]}"""),
            _ when count == 1 => CannedAnswer.Json("""{"Version":1}"""),
            _ => CannedAnswer.JsonError(400, "ThrottlingException", "Rate exceeded"),
        });
        using var clients = aws.Clients();
        var settings = new AwsSettings(clients, TimeProvider.System);
        var change = Change([("a", "none"), ("b", "none"), ("c", "none")], [("a", "1"), ("b", "2"), ("c", "3")]);

        var error = await Assert.ThrowsAsync<PortException>(() => settings.PerformAsync(Features("/shop"), change, Cancel));

        Assert.Equal(PortFailure.Unavailable, error.Failure);
        Assert.StartsWith("a 1 of parameters /shop was set, then: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, aws.Requests("PutParameter").Count);
        using var first = JsonDocument.Parse(aws.Requests("PutParameter")[0].Body);
        Assert.False(first.RootElement.GetProperty("Overwrite").GetBoolean());
    }

    [Theory]
    [InlineData("ThrottlingException", PortFailure.Throttled)]
    [InlineData("TooManyUpdates", PortFailure.Unavailable)]
    [InlineData("ParameterAlreadyExists", PortFailure.Refused)]
    [InlineData("AccessDeniedException", PortFailure.Denied)]
    public async Task An_error_of_the_first_write_is_what_the_executor_can_act_on(string code, PortFailure failure)
    {
        await using var aws = await CannedAws.StartAsync((request, _) => request.Action == "GetParameters"
            ? CannedAnswer.Json("""{"Parameters":[],"InvalidParameters":[]}""")
            : CannedAnswer.JsonError(400, code));
        using var clients = aws.Clients();
        var error = await Assert.ThrowsAsync<PortException>(() => new AwsSettings(clients, TimeProvider.System)
            .PerformAsync(Features("/shop"), Change([("a", "none")], [("a", "1")]), Cancel));
        Assert.Equal(failure, error.Failure);
        Assert.Single(aws.Requests("PutParameter"));
    }

    [Fact]
    public async Task A_path_with_nothing_below_it_reads_as_unset()
    {
        var (settings, resource, _) = await PathAsync();
        Assert.Empty((await settings.ReadAsync(resource, Cancel)).Values);
    }

    private static Resource.Setting Features(string path) =>
        new(MotoFixture.Account, "eu-west-1", SettingService.SsmParameters, path);

    private static Change.SetSettings Change((string, string)[] from, (string, string)[] to) => new(
        EquatableList.From(from.Select(v => new SettingValue(v.Item1, v.Item2))),
        EquatableList.From(to.Select(v => new SettingValue(v.Item1, v.Item2))));

    private static async Task PutAsync(
        IAmazonSimpleSystemsManagement ssm,
        string name,
        string value,
        ParameterType? type = null)
    {
        var request = new PutParameterRequest { Name = name, Value = value, Type = type ?? ParameterType.String };
        await ssm.PutParameterAsync(request, Cancel);
    }

    private async Task<(AwsSettings Settings, Resource.Setting Resource, IAmazonSimpleSystemsManagement Ssm)> PathAsync()
    {
        var clients = await moto.ClientsAsync();
        return (
            new AwsSettings(clients, TimeProvider.System),
            Features($"/shop-{Guid.NewGuid():N}/features"),
            clients.Ssm(MotoFixture.Home, ClientUse.Effect));
    }
}
