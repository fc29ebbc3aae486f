using Amazon.DynamoDBv2;
using Amazon.Runtime;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.State;

namespace ServerlessReadiness.Stores.Tests;

/// <summary>Clients of loopback servers, set up as in production.</summary>
internal static class TestClients
{
    public static AmazonDynamoDBClient Create(
        Uri endpoint,
        Amazon.Runtime.HttpClientFactory? http = null,
        TimeSpan? timeout = null)
    {
        var config = new AmazonDynamoDBConfig();
        new AwsClientSettings("eu-west-1", endpoint).Apply(config, ClientUse.State);
        config.HttpClientFactory = http;
        config.Timeout = timeout ?? TimeSpan.FromSeconds(30);
        return new AmazonDynamoDBClient(new BasicAWSCredentials("testing", "testing"), config);
    }

    public static StateStoreSettings Settings(string table, TimeProvider time, Func<double>? chance = null) => new()
    {
        TableName = table,
        Time = time,
        // No wait at all, so that a clock that stands still holds nobody up.
        Chance = chance ?? (() => 0),
        NewCommitId = () => Guid.NewGuid().ToString("N"),
    };
}
