using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.State;

namespace ServerlessReadiness.Stores.Tests;

public sealed class TableCreationTests(MotoFixture moto)
{
    private readonly string _table = $"readiness-{Guid.NewGuid():N}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_table_is_created_once_on_demand_with_index_and_expiry()
    {
        var client = await moto.ClientAsync(Cancel);
        var creation = new TableCreation(client, TimeProvider.System);

        Assert.True(await creation.CreateIfMissingAsync(_table, Cancel));
        Assert.False(await creation.CreateIfMissingAsync(_table, Cancel));

        var table = (await client.DescribeTableAsync(_table, Cancel)).Table;
        Assert.Equal(BillingMode.PAY_PER_REQUEST, table.BillingModeSummary.BillingMode);
        Assert.Equal(["pk:HASH", "sk:RANGE"], Keys(table.KeySchema));
        var due = Assert.Single(table.GlobalSecondaryIndexes);
        Assert.Equal("due", due.IndexName);
        Assert.Equal(["duePk:HASH", "dueAt:RANGE"], Keys(due.KeySchema));
        Assert.Equal(ProjectionType.KEYS_ONLY, due.Projection.ProjectionType);
        var expiry = await client.DescribeTimeToLiveAsync(new DescribeTimeToLiveRequest { TableName = _table }, Cancel);
        Assert.Equal("expiresAt", expiry.TimeToLiveDescription.AttributeName);
        Assert.Equal(TimeToLiveStatus.ENABLED, expiry.TimeToLiveDescription.TimeToLiveStatus);
    }

    [Fact]
    public async Task Several_creators_at_once_all_end_with_the_table()
    {
        var client = await moto.ClientAsync(Cancel);
        var creation = new TableCreation(client, TimeProvider.System);

        var calls = Enumerable.Range(0, 4).Select(_ => creation.CreateIfMissingAsync(_table, Cancel));
        var created = await Task.WhenAll(calls);
        Assert.Single(created, made => made);
    }

    [Fact]
    public async Task A_table_of_another_shape_is_refused_and_left_alone()
    {
        var client = await moto.ClientAsync(Cancel);
        var request = TableDefinition.CreateRequest(_table);
        request.GlobalSecondaryIndexes = null;
        request.AttributeDefinitions.RemoveAll(attribute => attribute.AttributeName is "duePk" or "dueAt");
        await client.CreateTableAsync(request, Cancel);

        var failure = await Assert.ThrowsAsync<PortException>(() =>
            new TableCreation(client, TimeProvider.System).CreateIfMissingAsync(_table, Cancel));
        Assert.Equal(PortFailure.Refused, failure.Failure);
        Assert.Contains($"{_table} exists, but it has no index due", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ClientUse.State, 2, 3)]
    [InlineData(ClientUse.Read, 2, 5)]
    [InlineData(ClientUse.Effect, 0, 10)]
    public void Client_settings_follow_from_the_use(ClientUse use, int retries, int seconds)
    {
        var config = new AmazonDynamoDBConfig();
        new AwsClientSettings("eu-west-1").Apply(config, use);

        Assert.Equal(retries, config.MaxErrorRetry);
        Assert.Equal(TimeSpan.FromSeconds(seconds), config.Timeout);
        Assert.Equal(TimeSpan.FromSeconds(1), config.ConnectTimeout);
        Assert.Equal("eu-west-1", config.RegionEndpoint.SystemName);
    }

    [Fact]
    public void An_endpoint_is_signed_for_the_region_and_a_missing_region_is_said()
    {
        var config = new AmazonDynamoDBConfig();
        new AwsClientSettings("eu-west-1", new Uri("http://127.0.0.1:1/")).Apply(config, ClientUse.State);
        Assert.Equal(("http://127.0.0.1:1/", "eu-west-1"), (config.ServiceURL, config.AuthenticationRegion));

        var nowhere = new AwsClientSettings(" ");
        var missing = Assert.Throws<InvalidOperationException>(() => nowhere.Apply(config, ClientUse.State));
        Assert.Contains("AWS_REGION", missing.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Keys(List<KeySchemaElement> keys) =>
        keys.Select(key => $"{key.AttributeName}:{key.KeyType}");
}
